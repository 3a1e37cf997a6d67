import { expect, test } from 'vitest'
import type { GrantStanding, StandingRights } from '../storage/token-verbs.ts'
import { lostRight, type LostRight } from './lost-right.ts'

const scope = { name: 'reports', description: {}, accessTokenSeconds: null, revision: 0 }
const free = { ...scope, requiredRoles: [], requiredClaim: null }
const rights: StandingRights = { roles: [], claims: {}, scopes: [free], clientScopes: ['reports'], changed: true }

test.each<[string, Partial<StandingRights>, LostRight]>([
  ['nothing that it needs is missing: the tenant ends grants with any change', {}, {}],
  [
    'a role of its scope',
    { scopes: [{ ...free, requiredRoles: ['a', 'b'] }], roles: ['a'] },
    { scope: 'reports', requiredRole: 'b' },
  ],
  [
    'a claim of its scope',
    { scopes: [{ ...free, requiredClaim: { name: 'member', value: null } }] },
    { scope: 'reports', requiredClaim: 'member' },
  ],
  [
    'a claim with a value',
    { scopes: [{ ...free, requiredClaim: { name: 'member', value: 'gold' } }], claims: { member: 'silver' } },
    { scope: 'reports', requiredClaim: 'member=gold' },
  ],
  ['a scope that the client lost', { clientScopes: [] }, { scope: 'reports' }],
  ['a scope that was deleted', { scopes: [] }, { scope: 'reports' }],
])('names %s', (_, change, expected) => {
  expect(lostRight(standing({ ...rights, ...change }))).toEqual(expected)
})

test('names the role that the client requires, before those of its scopes', () => {
  expect(lostRight(standing({ ...rights, clientScopes: [] }, 'staff'))).toEqual({ requiredRole: 'staff' })
})

test('names the roles of which one opens a scope of the hub', () => {
  const hubScope = { ...free, name: 'hub.users.write' }
  const lost = lostRight(
    standing({ ...rights, scopes: [hubScope], clientScopes: [hubScope.name] }, null, [hubScope.name]),
  )
  expect(lost.requiredRole).toBe('hub.administrator or hub.tenant-administrator or hub.service-desk')
})

test('knows nothing of rights that were not read', () => {
  expect(lostRight(standing(null))).toEqual({})
})

function standing(
  held: StandingRights | null,
  requiredRole: string | null = null,
  scopes: readonly string[] = ['reports'],
): GrantStanding {
  return {
    grant: {
      id: 'g',
      client: 'c',
      accountId: 'a',
      scopes,
      audience: [],
      accountEpoch: 0,
      clientEpoch: 0,
      tenantEpoch: 0,
      policyVersion: 0,
      absoluteEndsAt: 1,
      revokedAt: null,
      revokedReason: null,
    },
    account: { id: 'a', status: 'active', epoch: 0 },
    client: { status: 'active', epoch: 0, requiredRole },
    tenant: { epoch: 0, policyVersion: 1, rightsChange: 'removed' },
    rights: held,
  }
}
