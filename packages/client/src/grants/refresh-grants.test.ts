import { expect, test } from 'vitest'
import { GrantEndedError, HubUnreachableError, OAuthError, StoreError } from '../index.ts'
import { rejection } from '../testing/rejection.ts'
import { clientOf, signedIn } from '../testing/signed-in.ts'
import type { GrantStore } from './grant-store.ts'
import { memoryStore } from './memory-store.ts'
import type { TokenSet } from './token-set.ts'

test('200 callers at the same moment make one token request and get the same token', async () => {
  const { client, clock, grantId, refreshes } = await signedIn()
  clock.forward(3590)
  const tokens = await Promise.all(Array.from({ length: 200 }, () => client.getAccessToken(grantId)))
  expect(refreshes()).toHaveLength(1)
  expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1)
  expect(tokens[0]?.expiresAt).toBe(clock() + 3_600_000)
})

test('callers for two grants refresh both', async () => {
  const { hub, client, clock, grantId, refreshes } = await signedIn()
  const { url, pending } = await client.startAuthorization()
  const other = await client.finishAuthorization(hub.authorize(url), pending)
  clock.forward(3600)
  const [one, two] = await Promise.all([client.getAccessToken(grantId), client.getAccessToken(other.grantId)])
  expect(one.accessToken).not.toBe(two.accessToken)
  expect(refreshes()).toHaveLength(3)
})

test('a caller who comes while the new tokens are being saved gets them too', async () => {
  const store = memoryStore()
  const saving = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const slow: GrantStore = {
    ...store,
    async save(tokens) {
      if (tokens.version > 1) {
        saving.resolve()
        await released.promise
      }
      return store.save(tokens)
    },
  }
  const { client, clock, grantId, refreshes } = await signedIn({ store: slow })
  clock.forward(3600)
  const first = client.getAccessToken(grantId)
  await saving.promise
  const second = client.getAccessToken(grantId)
  let isUsed = false
  void first.then(() => (isUsed = true))
  await store.load(grantId)
  expect(isUsed).toBe(false)
  released.resolve()
  expect(await second).toEqual(await first)
  expect(refreshes()).toHaveLength(1)
})

test('an abort ends one caller’s waiting and nothing else', async () => {
  const { hub, client, store, clock, grantId, refreshes } = await signedIn()
  clock.forward(3600)
  const arrived = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  hub.onTokenRequest = () => {
    arrived.resolve()
    return answered.promise
  }
  const abort = new AbortController()
  const impatient = rejection(client.getAccessToken(grantId, { signal: abort.signal }))
  const patient = client.getAccessToken(grantId)
  await arrived.promise
  abort.abort(new Error('gone for lunch'))
  expect(await impatient).toEqual(new Error('gone for lunch'))
  answered.resolve()
  const { accessToken } = await patient
  expect((await store.load(grantId))?.accessToken).toBe(accessToken)
  expect(refreshes()).toHaveLength(1)
})

test('a refresh that everybody has left is still saved, and settled() waits for it', async () => {
  const { hub, client, store, clock, grantId } = await signedIn()
  clock.forward(3600)
  const answered = Promise.withResolvers<void>()
  const abort = new AbortController()
  hub.onTokenRequest = () => {
    abort.abort()
    return answered.promise
  }
  expect(await rejection(client.getAccessToken(grantId, { signal: abort.signal }))).toBe(abort.signal.reason)
  const settled = client.settled()
  answered.resolve()
  await settled
  expect((await store.load(grantId))?.version).toBe(2)
})

test('a caller who has aborted before asking sends nothing', async () => {
  const { client, clock, grantId, refreshes } = await signedIn()
  clock.forward(3600)
  const signal = AbortSignal.abort(new Error('no'))
  expect(await rejection(client.getAccessToken(grantId, { signal }))).toEqual(new Error('no'))
  expect(await rejection(client.refresh(grantId, { signal }))).toEqual(new Error('no'))
  expect(refreshes()).toHaveLength(0)
})

test('refresh asks for a new token although the present one lasts', async () => {
  const { client, grantId, refreshes } = await signedIn()
  const before = await client.getAccessToken(grantId)
  const after = await client.refresh(grantId)
  expect(after.accessToken).not.toBe(before.accessToken)
  expect(await client.getAccessToken(grantId)).toEqual(after)
  expect(refreshes()).toHaveLength(1)
})

test('only invalid_grant ends a grant, and the store learns why', async () => {
  const ends: unknown[] = []
  const store = memoryStore()
  const { hub, client, clock, grantId } = await signedIn({
    store: { ...store, end: (end) => (ends.push(end), store.end(end)) },
  })
  hub.families[0]!.dead = true
  clock.forward(3600)
  const error = await rejection(client.getAccessToken(grantId))
  expect(error).toBeInstanceOf(GrantEndedError)
  expect(error).toMatchObject({ reason: 'invalid_grant', grantId, requestId: expect.stringMatching(/^request-/) })
  expect(ends).toEqual([
    { grantId, version: 1, reason: 'invalid_grant', endedAt: clock(), requestId: expect.stringMatching(/^request-/) },
  ])
  expect(await rejection(client.getAccessToken(grantId))).toMatchObject({ reason: 'unknown-grant' })
})

test.each([
  ['invalid_client', 401],
  ['invalid_request', 400],
  ['unauthorized_client', 400],
  ['invalid_scope', 400],
  ['a_code_of_the_future', 400],
])('%s leaves the grant alone', async (code, status) => {
  const { hub, client, clock, grantId } = await signedIn()
  clock.forward(3600)
  hub.faults.token.push({ status, body: JSON.stringify({ error: code }) })
  const error = await rejection(client.getAccessToken(grantId))
  expect(error).toBeInstanceOf(OAuthError)
  expect(error).toMatchObject({ error: code, status })
  expect(await client.getAccessToken(grantId)).toMatchObject({ expiresAt: clock() + 3_600_000 })
})

test('a grant without a refresh token is used up, and then over, without a word to the store', async () => {
  const store = memoryStore()
  const { client, clock, grantId, refreshes } = await signedIn({ store })
  const { refreshToken: _, ...tokens } = (await store.load(grantId))!
  await store.save({ ...tokens, version: 2 })
  clock.forward(3599)
  expect((await client.getAccessToken(grantId)).accessToken).toBe(tokens.accessToken)
  clock.forward(1)
  expect(await rejection(client.getAccessToken(grantId))).toMatchObject({ reason: 'no-refresh-token' })
  expect(await store.load(grantId)).toBeDefined()
  expect(refreshes()).toHaveLength(0)
})

test('a hub that does not rotate keeps the grant’s refresh token and scope', async () => {
  const { hub, client, store, clock, grantId } = await signedIn()
  const before = (await store.load(grantId))!
  clock.forward(3600)
  const body = JSON.stringify({ access_token: 'at_new', token_type: 'bearer', expires_in: 60 })
  hub.faults.token.push({ status: 200, body })
  await client.getAccessToken(grantId)
  expect(await store.load(grantId)).toEqual({
    ...before,
    version: 2,
    accessToken: 'at_new',
    issuedAt: clock(),
    expiresAt: clock() + 60_000,
  })
})

test('a token that lives for 5 seconds is refreshed at half of its life, not at every use', async () => {
  const { hub, client, clock, grantId, refreshes } = await signedIn()
  hub.accessTokenSeconds = 5
  await client.refresh(grantId)
  for (let use = 0; use < 20; use += 1) await client.getAccessToken(grantId)
  expect(refreshes()).toHaveLength(1)
  clock.forward(3)
  await client.getAccessToken(grantId)
  expect(refreshes()).toHaveLength(2)
})

test('what the caller wants left of a token decides when it is refreshed', async () => {
  const { client, clock, grantId, refreshes } = await signedIn()
  clock.forward(3000)
  await client.getAccessToken(grantId, { minimumSeconds: 599 })
  expect(refreshes()).toHaveLength(0)
  await client.getAccessToken(grantId, { minimumSeconds: 600 })
  expect(refreshes()).toHaveLength(1)
})

test('while the hub is away a token that has not run out is handed out', async () => {
  const { hub, client, clock, grantId } = await signedIn({ retryWindowSeconds: 0 })
  const before = await client.getAccessToken(grantId)
  clock.forward(3590)
  await hub.stop()
  expect(await client.getAccessToken(grantId)).toEqual(before)
  clock.forward(10)
  expect(await rejection(client.getAccessToken(grantId))).toBeInstanceOf(HubUnreachableError)
})

test('two processes with one store never present an outdated refresh token', async () => {
  const { hub, client, store, clock, grantId, refreshes } = await signedIn()
  const other = clientOf(hub, { store, clock })
  for (let hour = 0; hour < 10; hour += 1) {
    clock.forward(3600)
    const [one, two] = await Promise.all([client.getAccessToken(grantId), other.getAccessToken(grantId)])
    expect(one.accessToken).toBe(two.accessToken)
  }
  expect(hub.families[0]!.dead).toBe(false)
  expect(refreshes().length).toBeGreaterThanOrEqual(10)
  expect(refreshes().length).toBeLessThanOrEqual(20)
})

test('with a lock two processes send one token request', async () => {
  const queues = new Map<string, Promise<unknown>>()
  const store: GrantStore = {
    ...memoryStore(),
    async lock(grantId, work) {
      const turn = (queues.get(grantId) ?? Promise.resolve()).then(work, work)
      queues.set(
        grantId,
        turn.catch(() => undefined),
      )
      return turn
    },
  }
  const { hub, client, clock, grantId, refreshes } = await signedIn({ store })
  const other = clientOf(hub, { store, clock })
  clock.forward(3600)
  const calls = Array.from({ length: 50 }, (_, index) => (index % 2 ? client : other).getAccessToken(grantId))
  expect(new Set((await Promise.all(calls)).map(({ accessToken }) => accessToken)).size).toBe(1)
  expect(refreshes()).toHaveLength(1)
})

test('invalid_grant for a token set that another process has replaced ends nothing', async () => {
  const { hub, client, store, clock, grantId } = await signedIn()
  const other = clientOf(hub, { store, clock })
  clock.forward(3600)
  hub.onTokenRequest = async () => {
    hub.onTokenRequest = undefined
    await other.refresh(grantId)
    hub.faults.token.push({ status: 400, body: '{"error":"invalid_grant"}' })
  }
  const { accessToken } = await client.getAccessToken(grantId)
  expect((await store.load(grantId))?.accessToken).toBe(accessToken)
})

test('a refresh is not repeated once another process has finished it', async () => {
  const { hub, client, store, clock, grantId, refreshes } = await signedIn()
  const other = clientOf(hub, { store, clock })
  clock.forward(3600)
  hub.onTokenRequest = async () => {
    hub.onTokenRequest = undefined
    await other.refresh(grantId)
    await other.refresh(grantId)
    hub.faults.token.push('lose-request')
  }
  const { accessToken } = await client.getAccessToken(grantId)
  expect(hub.families[0]!.opens(accessToken)).toBe(true)
  expect(refreshes()).toHaveLength(3)
})

test('a grant that is deleted during its refresh stays deleted', async () => {
  const grants = new Map<string, TokenSet>()
  const memory = memoryStore()
  const store: GrantStore = {
    ...memory,
    load: async (grantId) => grants.get(grantId),
    async save(tokens) {
      if (tokens.version > 1 && !grants.has(tokens.grantId)) return 'conflict'
      grants.set(tokens.grantId, tokens)
      return 'saved'
    },
  }
  const { hub, client, clock, grantId } = await signedIn({ store })
  clock.forward(3600)
  hub.onTokenRequest = () => grants.delete(grantId)
  expect(await rejection(client.getAccessToken(grantId))).toMatchObject({ reason: 'unknown-grant' })
  expect(grants.size).toBe(0)
})

test('tokens that could not be saved are not used, and are saved later without asking the hub again', async () => {
  const memory = memoryStore()
  let isFull = false
  const store: GrantStore = {
    ...memory,
    async save(tokens) {
      if (isFull) throw new Error('disk full')
      return memory.save(tokens)
    },
  }
  const { client, clock, grantId, refreshes, hub } = await signedIn({ store })
  clock.forward(3600)
  isFull = true
  const error = await rejection(client.getAccessToken(grantId))
  expect(error).toBeInstanceOf(StoreError)
  expect(error).toMatchObject({ operation: 'save', cause: new Error('disk full') })
  // Long after the retry window, where the old refresh token would be a replay.
  clock.forward(600)
  expect(await rejection(client.getAccessToken(grantId))).toBeInstanceOf(StoreError)
  isFull = false
  await client.getAccessToken(grantId)
  expect(refreshes()).toHaveLength(1)
  expect(hub.families[0]!.dead).toBe(false)
  expect((await memory.load(grantId))?.version).toBe(2)
})

test('a process that died before it could save finds the same answer within the retry window', async () => {
  const memory = memoryStore()
  const store: GrantStore = {
    ...memory,
    save: async (tokens) => (tokens.version === 1 ? memory.save(tokens) : Promise.reject(new Error('killed'))),
  }
  const { hub, client, clock, grantId, refreshes } = await signedIn({ store })
  clock.forward(3600)
  await rejection(client.getAccessToken(grantId))
  clock.forward(5)
  const reborn = clientOf(hub, { store: memory, clock })
  const { accessToken } = await reborn.getAccessToken(grantId)
  expect(hub.families[0]!.opens(accessToken)).toBe(true)
  expect(refreshes().map(({ text }) => text)).toEqual([refreshes()[0]!.text, refreshes()[0]!.text])
})

test('a store that cannot be read is the store’s failure', async () => {
  const { client, grantId, store } = await signedIn()
  store.load = () => Promise.reject(new Error('locked'))
  expect(await rejection(client.getAccessToken(grantId))).toMatchObject({ kind: 'store', operation: 'load' })
})
