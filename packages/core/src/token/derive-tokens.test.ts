import { describe, expect, test } from 'vitest'
import { newId, randomBytes } from '../issued-values/id.ts'
import { issueValue, parseIssuedValue } from '../issued-values/issued-value.ts'
import { deriveTokens, deriveTokensAgain } from './derive-tokens.ts'

const now = 1_790_000_000_000
const key = (id: string) => ({ id, key: randomBytes(32) })
const first = key('k1')
const keys = { current: first, all: [first] }
const presentedToken = issueValue('rt', now, randomBytes)
const presented = {
  tenantId: newId(now, randomBytes),
  client: newId(now, randomBytes),
  tokenId: presentedToken.id,
  value: presentedToken.value,
}

describe('derived tokens', () => {
  const derived = deriveTokens(keys, presented, { now, random: randomBytes })

  test('look like any other issued values', () => {
    const { accessToken, refreshToken } = derived
    expect(parseIssuedValue('at', accessToken.value)).toEqual({ id: accessToken.id, hash: accessToken.hash })
    expect(parseIssuedValue('rt', refreshToken.value)).toEqual({ id: refreshToken.id, hash: refreshToken.hash })
    expect(refreshToken.id).toBe(accessToken.id)
  })

  test('are made again from their recipe', () => {
    expect(deriveTokensAgain(keys, presented, derived.recipe)).toEqual(derived)
  })

  test('are made again after a newer key was put in front', () => {
    const second = key('k2')
    expect(deriveTokensAgain({ current: second, all: [second, first] }, presented, derived.recipe)).toEqual(derived)
  })

  test('are not made again without their key', () => {
    const second = key('k2')
    expect(deriveTokensAgain({ current: second, all: [second] }, presented, derived.recipe)).toBeNull()
    const impostor = key('k1')
    expect(sharesATokenWith(deriveTokensAgain({ current: impostor, all: [impostor] }, presented, derived.recipe))).toBe(
      false,
    )
  })

  test.each([
    ['another presented token', { ...presented, value: issueValue('rt', now, randomBytes).value }],
    ['the hash of the presented token', { ...presented, value: presentedToken.hash }],
    ['another row', { ...presented, tokenId: newId(now, randomBytes) }],
    ['another client', { ...presented, client: newId(now, randomBytes) }],
    ['another tenant', { ...presented, tenantId: newId(now, randomBytes) }],
  ])('are others for %s', (_case, other) => {
    expect(sharesATokenWith(deriveTokensAgain(keys, other, derived.recipe))).toBe(false)
  })

  test('are others, or none, when any bit of the recipe was changed, or it was cut', () => {
    for (let at = 0; at < derived.recipe.length; at += 1) {
      const changed = Buffer.from(derived.recipe)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(sharesATokenWith(deriveTokensAgain(keys, presented, changed))).toBe(false)
      expect(deriveTokensAgain(keys, presented, derived.recipe.subarray(0, at))).toBeNull()
    }
  })

  test('are never the same twice', () => {
    expect(sharesATokenWith(deriveTokens(keys, presented, { now, random: randomBytes }))).toBe(false)
  })

  test('share no secret, and the recipe holds none', () => {
    const secrets = [derived.accessToken, derived.refreshToken].map(({ value }) => value.slice(-43))
    expect(new Set(secrets).size).toBe(2)
    for (const secret of secrets) {
      const bytes = Buffer.from(secret, 'base64url')
      expect(bytes).toHaveLength(32)
      expect(derived.recipe.includes(bytes)).toBe(false)
      expect(derived.recipe.includes(secret)).toBe(false)
    }
  })

  function sharesATokenWith(other: ReturnType<typeof deriveTokensAgain>): boolean {
    const { accessToken, refreshToken } = derived
    return other?.accessToken.hash === accessToken.hash || other?.refreshToken.hash === refreshToken.hash
  }
})
