import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { makeDatabase, startPostgres } from '@identity-hub/storage/testing'
import { expect, onTestFinished, test } from 'vitest'
import { REDIRECT_URI, TEST_USER } from '../../src/testing/start-test-hub.ts'
import { TestBrowser, VERIFIER } from '../../src/testing/test-browser.ts'
import { createHubCommand, repeated } from '../hub-command.ts'
import { startHubProcess, type HubProcess } from '../hub-process.ts'
import { startBalancer, type BalancedAnswer, type Balancer } from './balancer.ts'
import { present } from './present.ts'

// More by hand: ROLLING_RESTARTS=10
const RESTARTS = Number(process.env['ROLLING_RESTARTS'] ?? 1)
const REPLICAS = 2
const CLIENTS = 20
const PER_SECOND = 500
const QUIET_MILLISECONDS = 300

interface TokenBody {
  readonly access_token: string
  readonly refresh_token?: string
}

test(
  `OPS-08: two replicas under load are restarted one after the other without a failed request, ${RESTARTS} times each`,
  { timeout: 60_000 + 60_000 * RESTARTS },
  async ({ annotate }) => {
    const server = await startPostgres()
    const database = await makeDatabase(server)
    onTestFinished(async () => {
      await database.remove()
      await server.stop()
    })
    const settings: Record<string, string> = {
      HUB_DATABASE_URL: database.url,
      HUB_KEYS: `test:${randomBytes(32).toString('base64url')}`,
    }
    const hubs = [await startHub(settings)]
    settings['HUB_ORIGIN'] = present(hubs[0]).origin
    while (hubs.length < REPLICAS) hubs.push(await startHub(settings))
    onTestFinished(async () => void (await Promise.all(hubs.map((hub) => hub.kill()))))
    const credentials = await furnish(settings)
    const codes = await obtainCodes(settings['HUB_ORIGIN'], credentials.client_id)
    const balancer = startBalancer(hubs.map(({ address }) => address))

    const over = new AbortController()
    const begun = performance.now()
    const clients = codes.map((code) => useUntil(over.signal, balancer, credentials, code))
    for (let round = 0; round < RESTARTS; round += 1)
      for (const index of hubs.keys()) {
        await delay(QUIET_MILLISECONDS)
        const hub = present(hubs[index])
        expect(await hub.stop()).toEqual({ code: 0, signal: null })
        hubs[index] = await startHub(settings, hub)
        await expect.poll(() => readiness(hub), { timeout: 10_000 }).toBe(200)
      }
    await delay(QUIET_MILLISECONDS)
    over.abort()
    const answers = (await Promise.all(clients)).flat()
    const perSecond = (answers.length * 1000) / (performance.now() - begun)
    await balancer.close()
    await annotate(`${answers.length} requests, ${perSecond.toFixed(0)} a second`)
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    expect(answers.length).toBeGreaterThan(RESTARTS * 100)
  },
)

/** @param former whose address it takes over */
function startHub(settings: Readonly<Record<string, string>>, former?: HubProcess): Promise<HubProcess> {
  return startHubProcess({ ...settings, HUB_PORT: former === undefined ? '0' : new URL(former.address).port })
}

async function readiness({ address }: HubProcess): Promise<number> {
  return (await fetch(`${address}/health/ready`, { headers: { Connection: 'close' } })).status
}

async function furnish(settings: Readonly<Record<string, string>>) {
  const command = createHubCommand(settings)
  await command.must(['tenant', 'create', 'acme', '--name', 'Acme'])
  const user = `user create --tenant acme --name Ada --email ${TEST_USER.email} --password-stdin`
  await command.must(user.split(' '), TEST_USER.password)
  const client = 'client create --tenant acme --name App --type confidential --first-party --scope profile'
  const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials']
  const made = await command.must([
    ...client.split(' '),
    ...repeated('--grant-type', grantTypes),
    '--redirect-uri',
    REDIRECT_URI,
  ])
  return { client_id: String(made['client_id']), client_secret: String(made['client_secret']) }
}

async function obtainCodes(origin: string, clientId: string): Promise<readonly string[]> {
  const browser = new TestBrowser({ origin })
  const codes = [await browser.obtainCode(clientId)]
  while (codes.length < CLIENTS) codes.push(await browser.obtainCode(clientId))
  return codes
}

/** What a client does all day: refreshes, asks for tokens of its own, calls the API, reads the metadata. */
async function useUntil(
  over: AbortSignal,
  balancer: Balancer,
  credentials: Readonly<Record<string, string>>,
  code: string,
): Promise<readonly BalancedAnswer[]> {
  const answers: BalancedAnswer[] = []
  const send = async (sent: Parameters<Balancer['send']>[0]): Promise<BalancedAnswer> => {
    const answer = await balancer.send(sent)
    answers.push(answer)
    return answer
  }
  const askForToken = (form: Readonly<Record<string, string>>) =>
    send({
      method: 'POST',
      path: '/acme/oauth2/v1/token',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...credentials, ...form }).toString(),
    })
  const exchange = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER }
  let tokens = bodyOf(await askForToken(exchange))
  const turns = [
    async () => {
      const refreshed = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' }
      tokens = bodyOf(await askForToken(refreshed))
    },
    () => askForToken({ grant_type: 'client_credentials' }),
    () => {
      const headers = { Authorization: `Bearer ${tokens.access_token}` }
      return send({ method: 'GET', path: '/acme/api/identity/v1', headers })
    },
    () => send({ method: 'GET', path: '/.well-known/oauth-authorization-server/acme' }),
  ]
  const pauseMilliseconds = (CLIENTS * 1000) / PER_SECOND
  for (let turn = 0; !over.aborted && answers.at(-1)?.status === 200; turn += 1) {
    const next = performance.now() + pauseMilliseconds
    await turns[turn % turns.length]?.()
    await delay(Math.max(0, next - performance.now()))
  }
  return answers
}

function bodyOf({ status, body }: BalancedAnswer): TokenBody {
  // What the contract says a token response is; after any other answer the client stops.
  return status === 200 ? (JSON.parse(body) as TokenBody) : { access_token: '' }
}
