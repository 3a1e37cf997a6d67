import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { serve, type RunningHub } from '../serve.ts'
import { REDIRECT_URI } from '../testing/start-test-hub.ts'
import { TestBrowser, VERIFIER } from '../testing/test-browser.ts'
import { signInAtTerminal } from './test-login.ts'
import { testTerminal, type TestTerminal } from './test-terminal.ts'
import type { ClientView } from './views.ts'

let terminal: TestTerminal
let hub: RunningHub
beforeAll(async () => {
  terminal = testTerminal()
  const reading = readConfig({ HUB_PORT: '0', HUB_LOG_LEVEL: 'silent' }, terminal)
  if (!reading.ok) throw new Error(reading.problems.join())
  hub = await serve(reading.config)
})
afterAll(async () => {
  await hub.close()
  terminal[Symbol.dispose]()
})

const root = { email: 'root@hub.example', password: 'a long password' }
const ada = { email: 'ada@acme.example', password: 'correct horse battery' }

async function token(client: ClientView, form: Record<string, string>) {
  const response = await fetch(`${hub.origin}/acme/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.client_id, client_secret: client.client_secret ?? '', ...form }),
  })
  // What the contract says a token response is.
  const body = (await response.json()) as { readonly refresh_token?: string; readonly scope?: string }
  return { status: response.status, requestId: response.headers.get('X-Request-Id') ?? '', ...body }
}

test('from an empty database to a role that is taken away, and why that ended what an app had', async () => {
  const admin = `admin create --email ${root.email} --name Root --password-stdin`
  await terminal.json(admin, { stdin: root.password })
  await signInAtTerminal(terminal, hub, root)

  await terminal.json('tenant create acme --name Acme')
  await terminal.json('role create --tenant acme member')
  await terminal.json('scope create --tenant acme timeline:read --description Timeline --requires-role member')
  const client = await terminal.json<ClientView>(
    `client create --tenant acme --name Timeline --type confidential --first-party --redirect-uri ${REDIRECT_URI} --scope timeline:read`,
  )
  await terminal.json(`user create --tenant acme --email ${ada.email} --name Ada --password-stdin --role member`, {
    stdin: ada.password,
  })

  const browser = new TestBrowser(hub)
  const page = await browser.authorize(client.client_id)
  const returned = await browser.submit(page, { username: ada.email, password: ada.password })
  const code = new URL(returned.headers.get('Location') ?? '').searchParams.get('code') ?? ''
  const exchanged = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER }
  const granted = await token(client, exchanged)
  expect(granted).toMatchObject({ status: 200 })
  expect(await terminal.json(`grant list --tenant acme --user ${ada.email} --live`)).toMatchObject([
    { client_name: 'Timeline', scopes: ['timeline:read'], status: 'live' },
  ])

  await terminal.json(`role remove --tenant acme --user ${ada.email} member`)
  const refused = await token(client, { grant_type: 'refresh_token', refresh_token: granted.refresh_token ?? '' })
  expect(refused).toMatchObject({ status: 400, error: 'invalid_grant' })

  const explain = `explain --tenant acme ${refused.requestId}`
  // Refusals are written a moment later.
  await expect.poll(async () => (await terminal.run(explain)).exitCode, { timeout: 5_000 }).toBe(0)
  const { stdout } = await terminal.run(explain)
  expect(stdout).toContain('member')
  expect(await terminal.json(explain)).toMatchObject({ reason: 'rights_changed' })
  expect(await terminal.json('event list --tenant acme --type role.removed')).toMatchObject([
    { data: { role: 'member' }, actor: expect.stringMatching(/^hub:/) },
  ])
})
