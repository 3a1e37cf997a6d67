import { describe, expect, test } from 'vitest'
import { newId, randomBytes } from '../issued-values/id.ts'
import { issueValue } from '../issued-values/issued-value.ts'
import { deriveTokens } from './derive-tokens.ts'
import { hashRefreshRequest, keepRetryAnswer, repeatRetryAnswer } from './retry-answer.ts'

const now = 1_790_000_000_000
const key = { id: 'k1', key: randomBytes(32) }
const keys = { current: key, all: [key] }
const { id: tokenId, value } = issueValue('rt', now, randomBytes)
const presented = { tenantId: newId(now, randomBytes), client: newId(now, randomBytes), tokenId, value }
const tokens = deriveTokens(keys, presented, { now, random: randomBytes })
const kept = keepRetryAnswer(tokens.recipe, now + 3_600_000)
const scopes = ['profile']

describe('a kept answer', () => {
  test('is given again with the time that remains', () => {
    expect(repeatRetryAnswer(keys, presented, kept, { scopes, now: now + 1_500 })).toEqual({
      outcome: 'issued',
      accessToken: tokens.accessToken.value,
      refreshToken: tokens.refreshToken.value,
      expiresInSeconds: 3_598,
      scopes,
    })
  })

  test('is not given under a key that is gone, nor from something else', () => {
    const other = { id: 'k2', key: randomBytes(32) }
    expect(repeatRetryAnswer({ current: other, all: [other] }, presented, kept, { scopes, now })).toBeNull()
    for (let length = 0; length < kept.length; length += 1)
      expect(repeatRetryAnswer(keys, presented, kept.subarray(0, length), { scopes, now })).toBeNull()
  })
})

test('requests are equal when they ask for the same', () => {
  const hashes = [{}, { scope: 'profile' }, { scope: 'email' }, { resource: 'profile' }].map(hashRefreshRequest)
  expect(new Set(hashes).size).toBe(4)
  expect(hashRefreshRequest({ scope: 'profile' })).toBe(hashes[1])
})
