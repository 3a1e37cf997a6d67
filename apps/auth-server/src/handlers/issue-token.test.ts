import { SecretGuesses } from '@identity-hub/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import { requestToken, type TestClient } from '../testing/test-browser.ts'

let hub: TestHub
let client: TestClient
let other: TestClient

beforeAll(async () => {
  hub = await startTestHub()
  client = await hub.createClient({ grantTypes: ['client_credentials'], redirectUris: [] })
  other = await hub.createClient({ grantTypes: ['client_credentials'], redirectUris: [] })
})
afterAll(() => hub.close())

const askWith = (clientSecret: string, who = client) =>
  requestToken(hub, { ...who, clientSecret }, { grant_type: 'client_credentials' })

test('CAUTH-07: a hundred wrong secrets are evaluated in five minutes, 150 at once, and then not even the right one', async () => {
  const answers = await Promise.all(Array.from({ length: 150 }, (_, guess) => askWith(`wrong-${guess}`)))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(100)
  expect(answers.filter(({ status, error }) => status === 429 && error === 'temporarily_unavailable')).toHaveLength(50)
  expect(await askWith(client.clientSecret)).toMatchObject({ status: 429 })
  expect(await askWith(other.clientSecret, other)).toMatchObject({ status: 200 })
  hub.advance(300)
  expect(await askWith(client.clientSecret)).toMatchObject({ status: 200 })
})

test('CAUTH-07: a right secret that comes right behind a hundred wrong ones is not evaluated, 10 times over', async () => {
  const storage = await hub.storage()
  const guesses = new SecretGuesses()
  const method = 'client_secret_post' as const
  for (let round = 0; round < 10; round += 1) {
    const facts = { now: 1_800_000_000_000, source: `192.0.2.${round}` }
    const wrong = Array.from({ length: 100 }, (_, guess) => `wrong-${guess}`)
    const answers = [...wrong, client.clientSecret].map((secret) =>
      guesses.authenticate(storage, { outcome: 'read', clientId: client.clientId, method, secret }, facts),
    )
    const outcomes = (await Promise.all(answers)).map(({ outcome }) => outcome)
    expect(outcomes).toEqual([...wrong.map(() => 'refused'), 'throttled'])
  }
})

test('CAUTH-08: a client that does not exist is limited in the same way', async () => {
  const nobody = { clientId: 'nobody', clientSecret: '' }
  const answers = await Promise.all(Array.from({ length: 110 }, () => askWith('wrong', nobody)))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(100)
})

test('OPS-10: a refusal says which client asked, and why', async () => {
  // Ids are time-ordered: this refusal is the newest.
  hub.advance(1)
  await askWith('wrong')
  await expect
    .poll(async () => (await (await hub.storage()).listEvents({ after: null, limit: 1 })).rows[0], { timeout: 5000 })
    .toMatchObject({ type: 'token.refused', reason: 'client_secret_wrong', data: { clientId: client.clientId } })
})
