import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { REDIRECT_URI, TEST_USER } from '../src/testing/start-test-hub.ts'
import { TestBrowser, VERIFIER } from '../src/testing/test-browser.ts'
import { createHubCommand, type HubCommand } from './hub-command.ts'
import { type HubProcess, startHubProcess } from './hub-process.ts'

/** What came back from the token or the revocation endpoint, and how fast. */
export interface TokenAnswer {
  readonly status: number
  readonly type: string | null
  readonly retryAfter: string | null
  readonly milliseconds: number
  readonly body: { readonly access_token?: string; readonly refresh_token?: string; readonly error?: string }
}

/** A hub in a process of its own, with the tenant acme, a user, and a client of the tenant's own. */
export interface FurnishedHub {
  readonly origin: string
  readonly databaseFile: string
  readonly settings: Readonly<Record<string, string>>
  readonly command: HubCommand
  process(): HubProcess
  /** Starts it again at the same address, when it has ended. */
  startAgain(): Promise<void>
  obtainCodes(count: number): Promise<string[]>
  exchange(code: string): Promise<TokenAnswer>
  refresh(refreshToken: string | undefined): Promise<TokenAnswer>
  revoke(token: string | undefined): Promise<TokenAnswer>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
}

export interface FurnishOptions {
  /** Where the database lies; else in a folder that is removed when the test is over. */
  readonly folder?: string
  readonly settings?: Readonly<Record<string, string>>
}

export async function startFurnishedHub({ folder, settings: more = {} }: FurnishOptions = {}): Promise<FurnishedHub> {
  const home = folder ?? (await temporaryFolder())
  const databaseFile = join(home, 'hub.sqlite')
  const settings: Record<string, string> = {
    HUB_PORT: '0',
    HUB_DATABASE_URL: `sqlite:${databaseFile}`,
    HUB_KEYS: `test:${randomBytes(32).toString('base64url')}`,
    ...more,
  }
  let hub = await startHubProcess(settings)
  onTestFinished(() => hub.kill())
  const { origin } = hub
  settings['HUB_PORT'] = new URL(origin).port

  const command = createHubCommand({ ...settings, HUB_ORIGIN: origin })
  const of = ['--tenant', 'acme', '--name']
  await command.must(['tenant', 'create', 'acme', '--name', 'Acme'])
  await command.must(
    ['user', 'create', ...of, 'Ada', '--email', TEST_USER.email, '--password-stdin'],
    TEST_USER.password,
  )
  const client = ['client', 'create', ...of, 'Own app', '--type', 'confidential', '--first-party', '--scope', 'profile']
  const made = await command.must([...client, '--redirect-uri', REDIRECT_URI])
  const credentials = { client_id: String(made['client_id']), client_secret: String(made['client_secret']) }

  async function ask(endpoint: 'token' | 'revoke', form: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const begun = performance.now()
    const response = await fetch(`${origin}/acme/oauth2/v1/${endpoint}`, {
      method: 'POST',
      body: new URLSearchParams({ ...credentials, ...form }),
    })
    const text = await response.text()
    const type = response.headers.get('Content-Type')
    return {
      status: response.status,
      type,
      retryAfter: response.headers.get('Retry-After'),
      milliseconds: performance.now() - begun,
      // What the contract says a token response is.
      body: type?.startsWith('application/json') === true ? (JSON.parse(text) as TokenAnswer['body']) : {},
    }
  }

  return {
    origin,
    databaseFile,
    settings,
    command,
    process: () => hub,
    async startAgain() {
      await hub.ended
      hub = await startHubProcess(settings)
    },
    async obtainCodes(count) {
      const browser = new TestBrowser({ origin })
      const first = await browser.obtainCode(credentials.client_id)
      const others = Array.from({ length: count - 1 }, () => browser.obtainCode(credentials.client_id))
      return [first, ...(await Promise.all(others))]
    },
    exchange: (code) =>
      ask('token', { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER }),
    refresh: (refreshToken = '') => ask('token', { grant_type: 'refresh_token', refresh_token: refreshToken }),
    revoke: (token = '') => ask('revoke', { token }),
    get: (path, headers = {}) => fetch(`${origin}${path}`, { headers }),
  }
}

export const METADATA = '/.well-known/oauth-authorization-server/acme'

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-outage-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
