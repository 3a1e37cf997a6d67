import { expect, test } from 'vitest'
import { checkClaims, checkRequiredClaim } from './check-claims.ts'
import { accepted } from './checked.ts'

const refusedWith = (problem: string) => ({ ok: false, problem: expect.stringContaining(problem) })

test('claims have names of lower-case ASCII and values on one line', () => {
  const claims = { department: 'sales', 'cost-center.no_1': 'Zoë & Co', ['x'.repeat(64)]: 'y'.repeat(256) }
  expect(checkClaims(claims)).toEqual(accepted(claims))
  expect(checkClaims({})).toEqual(accepted({}))
})

test.each([
  [{ Department: 'sales' }, 'is not the name of a claim'],
  [{ '1st': 'sales' }, 'is not the name of a claim'],
  [{ ['__proto__']: 'sales' }, 'is not the name of a claim'],
  [{ 'line\n': 'sales' }, 'is not the name of a claim'],
  [{ '': 'sales' }, 'is not the name of a claim'],
  [{ ['x'.repeat(65)]: 'sales' }, 'is not the name of a claim'],
  [{ hub: 'yes' }, 'kept for the hub'],
  [{ 'hub.role': 'administrator' }, 'kept for the hub'],
  [{ department: '' }, 'the value of the claim department is empty'],
  [{ department: ' sales' }, 'write "sales"'],
  [{ department: 'sa\u202eles' }, 'control characters'],
  [{ good: 'yes', department: 'y'.repeat(257) }, 'at most 256'],
  [Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`c${at}`, 'v'])), 'at most 50'],
])('the claims %j are refused', (claims, problem) => {
  expect(checkClaims(claims)).toEqual(refusedWith(problem))
})

test('a scope requires a claim with any value or with one that the claim can have', () => {
  for (const value of [null, 'sales']) {
    const claim = { name: 'department', value }
    expect(checkRequiredClaim(claim)).toEqual(accepted(claim))
    expect(checkRequiredClaim({ name: 'hub.role', value })).toEqual(refusedWith('kept for the hub'))
    expect(checkRequiredClaim({ name: 'Department', value })).toEqual(refusedWith('is not the name of a claim'))
  }
  expect(checkRequiredClaim({ name: 'department', value: 'sales ' })).toEqual(refusedWith('write "sales"'))
})
