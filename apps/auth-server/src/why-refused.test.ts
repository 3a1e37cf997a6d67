import { describeEvent, describeRefusal, findExplanation, newId, randomBytes } from '@identity-hub/core'
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
      `^The grant of the user [0-9a-z]{26} to the client ${client.clientId} ended because the user does not have the role analyst that its scope timeline:read requires\\. The role analyst was taken away at [0-9T:.-]+Z on the command line, in request \\S+\\.$`,
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

test.concurrent('a wrong secret is explained by the secret, an unknown client by its id, though the client is told the same', async () => {
  const client = await hub.createClient()
  const form = { grant_type: 'refresh_token', refresh_token: 'x' }
  const wrong = await post({ ...client, clientSecret: 'wrong' }, form)
  const unknown = await post({ ...client, clientId: 'nobody' }, form)
  expect(await wrong.json()).toEqual(await unknown.json())
  expect((await explain(wrong)).sentence).toContain(`The secret that the client ${client.clientId} sent`)
  expect((await explain(unknown)).sentence).toBe('No client is registered in this tenant as nobody.')
})

const send = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${hub.origin}/acme/oauth2/v1/${path}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  })

const WRONG_FORMS: readonly (readonly [path: string, body: string, reason: string, beginning: string])[] = [
  ['token', 'client_id=shop', 'grant_type_missing', 'The request of the client shop does not say which grant_type'],
  ['token', 'grant_type=magic&client_id=shop', 'grant_type_unsupported', 'The client shop asked for a grant_type'],
  [
    'token',
    'grant_type=authorization_code&client_id=shop&client_secret=s3cret',
    'parameter_missing',
    'The request of the client shop lacks the parameter code that',
  ],
  [
    'token',
    'grant_type=refresh_token&refresh_token=s3cret&refresh_token=s3cret&client_id=shop',
    'parameter_repeated',
    'The request of the client shop has the parameter refresh_token more than once.',
  ],
  [
    'token?client_secret=s3cret',
    'grant_type=client_credentials&client_id=shop',
    'parameter_in_query',
    'The parameter client_secret that belongs in the body was sent in the query',
  ],
  ['revoke', 'client_id=shop', 'parameter_missing', 'The request of the client shop lacks the parameter token that'],
  ['revoke?token=s3cret', 'token=s3cret', 'parameter_in_query', 'The parameter token that belongs in the body'],
  [
    'introspect',
    'token=s3cret&token=s3cret',
    'parameter_repeated',
    'The request of the client has the parameter token',
  ],
  ['introspect?token=s3cret', 'token=s3cret', 'parameter_in_query', 'The parameter token that belongs in the body'],
]

test.concurrent('a client whose token is not enough is named', async () => {
  const client = await hub.createClient({ grantTypes: ['client_credentials'], redirectUris: [] })
  const issued = await post(client, { grant_type: 'client_credentials' })
  const { access_token: token } = (await issued.json()) as { access_token: string } // It answered with one.
  const identity = await fetch(`${hub.origin}/acme/api/identity/v1`, { headers: { Authorization: `Bearer ${token}` } })
  expect(identity.status).toBe(403)
  expect((await explain(identity)).sentence).toContain(`the client ${client.clientId}`)
})

test.concurrent('a form that is wrong is explained by the parameter and the client, and none of its values is kept', async () => {
  const refused = await Promise.all(WRONG_FORMS.map(async ([path, body]) => send(path, body)))
  const basic = { Authorization: `Basic ${Buffer.from('shop:s3cret').toString('base64')}` }
  const ofBasic = await send('token', 'grant_type=refresh_token', basic)
  const twice = await fetch(`${hub.origin}/acme/oauth2/v1/verify?access_token=s3cret&access_token=s3cret`)
  expect([...refused, ofBasic, twice].map(({ status }) => status)).toEqual(Array(WRONG_FORMS.length + 2).fill(400))

  const told = await Promise.all(refused.map(explain))
  expect(told.map(({ reason }) => reason)).toEqual(WRONG_FORMS.map(([, , reason]) => reason))
  for (const [at, [, , , beginning]] of WRONG_FORMS.entries()) expect(told[at]?.sentence.indexOf(beginning)).toBe(0)
  expect((await explain(ofBasic)).sentence).toMatch(/^The request of the client shop lacks the parameter refresh_token/)
  expect((await explain(twice)).reason).toBe('several_tokens')
  const { rows } = await (await hub.storage()).listEvents({ filter: { outcome: 'refused' }, after: null, limit: 200 })
  expect(rows.length).toBeGreaterThan(WRONG_FORMS.length)
  expect(JSON.stringify(rows)).not.toContain('s3cret')
})

test('a form that is wrong is refused in a tenant that does not exist as it is in one that does', async () => {
  const wrong = await fetch(`${hub.origin}/nowhere/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'shop' }),
  })
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({ error: 'invalid_request' })
})

test('a request that was answered is told to be answered, one of another tenant is unknown', async () => {
  const client = await hub.createClient({ grantTypes: ['client_credentials'], redirectUris: [] })
  const answered = await post(client, { grant_type: 'client_credentials' })
  expect((await explain(answered)).sentence).toContain('nothing was refused')
  const { explanation } = await findExplanation(await hub.storage(), '01kb3m7qg8x0v4c2t9rj5hzd6e')
  expect(explanation.sentence).toMatch(/^Nothing is known of a request .* Events are kept for 90 days/)
})

test('what ended a grant long ago is found, though more has happened since than is looked at', async () => {
  const storage = await hub.storage()
  const now = hub.administration.now()
  const subjects = { subject: newId(now, randomBytes), grantId: newId(now, randomBytes) }
  const at = (seconds: number) => {
    const instant = now + seconds * 1000
    return { now: instant, random: randomBytes, requestId: newId(instant, randomBytes), source: null }
  }
  const [ended, refused, later] = [at(1), at(60), at(3600)]
  await storage.recordEvents({
    events: [
      describeRefusal(ended, 'grant.revoked', 'rights_changed', { requiredRole: 'staff' }, subjects),
      describeRefusal(refused, 'token.refused', 'rights_changed', {}, subjects),
      ...Array.from({ length: 21_000 }, () => describeEvent(later, 'token.refreshed', { scope: 'profile' })),
    ],
  })
  const { explanation } = await findExplanation(storage, refused.requestId)
  expect(explanation.sentence).toContain('does not have the role staff that')
  expect(explanation.sentence).toContain(`in request ${ended.requestId}.`)
})
