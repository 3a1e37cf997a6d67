import { findExplanation } from '@identity-hub/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHub, type TestHub } from './testing/start-test-hub.ts'
import { exchange, TestBrowser, type TestClient } from './testing/test-browser.ts'
import { assignTestRole, removeTestRole } from './testing/test-roles.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.close())

/** A request of the client, and what the operator is told of it. Refusals are written with a later commit. */
async function explain(response: Response) {
  const requestId = response.headers.get('X-Request-Id') ?? ''
  const storage = await hub.storage()
  await expect
    .poll(async () => (await findExplanation(storage, requestId)).events.length, { timeout: 5000 })
    .toBeGreaterThan(0)
  return (await findExplanation(storage, requestId)).explanation
}

const post = (client: TestClient, form: Record<string, string>) =>
  fetch(`${hub.origin}/acme/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, ...form }),
  })

test('a refresh that stopped with a role is put in a sentence that names it, and so is each one after it', async () => {
  const storage = await hub.storage()
  await assignTestRole(hub, 'analyst')
  const scope = {
    description: { en: 'Timeline' },
    requiredRoles: ['analyst'],
    requiredClaim: null,
    accessTokenSeconds: null,
  }
  await storage.createScope({ scope: { name: 'timeline:read', ...scope, revision: 0 }, now: hub.administration.now() })
  const client = await hub.createClient({ firstParty: true, scopes: [{ name: 'timeline:read', description: null }] })
  const tokens = await exchange(hub, client, await new TestBrowser(hub).obtainCode(client.clientId))
  expect(tokens.status).toBe(200)
  const refreshOnce = () => post(client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })

  await removeTestRole(hub, 'analyst')
  const first = await refreshOnce()
  const why = await explain(first)
  expect(why).toMatchObject({ reason: 'rights_changed', by: 'administrator' })
  expect(why.sentence).toMatch(
    new RegExp(
      `^The grant of the user [0-9a-z]{26} to the client ${client.clientId} ended because the user does not have the role analyst that its scope timeline:read requires\\.$`,
    ),
  )
  expect(why.sections[0]?.url).toBe('https://www.rfc-editor.org/rfc/rfc6749#section-5.2')

  const later = await explain(await refreshOnce())
  expect(later.sentence).toContain('does not have the role analyst that its scope timeline:read requires.')
  expect(later.sentence).toContain(`in request ${first.headers.get('X-Request-Id')}.`)
})

test('a person who lacks a role is named with it, on the way through the sign-in and with a session', async () => {
  const storage = await hub.storage()
  await storage.createRole({ role: { name: 'staff', description: '' }, now: hub.administration.now() })
  const client = await hub.createClient({ firstParty: true, scopes: [{ name: 'profile', description: null }] })
  const change = { kind: 'update', settings: { requiredRole: 'staff' } } as const
  await storage.changeClient({
    clientId: client.clientId,
    change,
    expectedRevision: null,
    now: hub.administration.now(),
  })
  const browser = new TestBrowser(hub)
  const refused = [
    await browser.signIn(await browser.authorize(client.clientId)),
    await browser.requestAuthorization(client.clientId),
  ]
  for (const response of refused) {
    expect(response.headers.get('Location')).toContain('error=access_denied')
    expect((await explain(response)).sentence).toMatch(
      new RegExp(
        `^The user [0-9a-z]{26} does not have the role staff that the client ${client.clientId} requires of its users\\.$`,
      ),
    )
  }
})

test('a wrong secret is explained by the secret, an unknown client by its id, though the client is told the same', async () => {
  const client = await hub.createClient()
  const form = { grant_type: 'refresh_token', refresh_token: 'x' }
  const wrong = await post({ ...client, clientSecret: 'wrong' }, form)
  const unknown = await post({ ...client, clientId: 'nobody' }, form)
  expect(await wrong.json()).toEqual(await unknown.json())
  expect((await explain(wrong)).sentence).toContain(`The secret that the client ${client.clientId} sent`)
  expect((await explain(unknown)).sentence).toBe('No client is registered in this tenant as nobody.')
})

test('a request that was answered is told to be answered, one of another tenant is unknown', async () => {
  const client = await hub.createClient({ grantTypes: ['client_credentials'], redirectUris: [] })
  const answered = await post(client, { grant_type: 'client_credentials' })
  expect((await explain(answered)).sentence).toContain('nothing was refused')
  const { explanation } = await findExplanation(await hub.storage(), '01kb3m7qg8x0v4c2t9rj5hzd6e')
  expect(explanation.sentence).toMatch(/^Nothing is known of a request .* Events are kept for 90 days/)
})
