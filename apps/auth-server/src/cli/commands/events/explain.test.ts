import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHub, type TestHub } from '../../../testing/start-test-hub.ts'
import { testTerminal, type TestTerminal } from '../../test-terminal.ts'

let hub: TestHub
let terminal: TestTerminal
let env: Record<string, string>
beforeAll(async () => {
  hub = await startTestHub()
  terminal = testTerminal()
  const { clientId, clientSecret } = await hub.createClient({
    grantTypes: ['client_credentials'],
    redirectUris: [],
    scopes: [{ name: 'hub.events.read', description: null }],
  })
  env = { HUB_CLIENT_ID: clientId, HUB_CLIENT_SECRET: clientSecret }
})
afterAll(async () => {
  terminal[Symbol.dispose]()
  await hub.close()
})

test('hub explain puts in a sentence why a request was refused, with the section and what to change', async () => {
  const { clientId, clientSecret } = await hub.createClient({ name: 'Shop' })
  const refused = await fetch(`${hub.origin}/acme/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: 'rt_unknown',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  })
  expect(refused.status).toBe(400)
  const id = refused.headers.get('X-Request-Id') ?? ''
  const line = `--hub ${hub.origin}/acme explain --tenant acme ${id}`
  // Refusals are written a moment later.
  await expect.poll(async () => (await terminal.run(line, { env })).exitCode, { timeout: 5_000 }).toBe(0)
  const { stdout } = await terminal.run(line, { env })
  expect(stdout).toMatch(/^[A-Z][^\n]+\.\n\n[A-Z][^\n]+\n\nRFC [^\n]+: https:\/\/\S+\n/)
  expect(await terminal.json(line, { env })).toMatchObject({ request_id: id, events: [{ outcome: 'refused' }] })
  expect(
    await terminal.json(`--hub ${hub.origin}/acme event list --tenant acme --request ${id}`, { env }),
  ).toMatchObject([{ type: 'token.refused' }])
})

test('what is no request id is told apart from one that nothing is known of', async () => {
  const line = `--hub ${hub.origin}/acme explain --tenant acme`
  expect(await terminal.refusal(`${line} nonsense`, { env })).toBe(
    'error: no name or id is written like this one; copy it from where it was shown\n',
  )
  expect(await terminal.refusal(`${line} 01kb3m7qg8x0v4c2t9rj5hzd6e`, { env })).toContain(
    'nothing is known of a request',
  )
})
