import { describe, expect, test } from 'vitest'
import type { GrantStanding, StandingRights } from '../storage/token-verbs.ts'
import { checkStanding } from './check-standing.ts'

const now = 1_790_000_000_000

const scope = (name: string, ...requiredRoles: string[]) => ({
  name,
  requiredRoles,
  requiredClaim: null,
  description: {},
  accessTokenSeconds: null,
  revision: 0,
})

const grant: GrantStanding['grant'] = {
  id: '01kb3m7qg8x0v4c2t9rj5hzd6e',
  client: '01kb3m7qg8x0v4c2t9rj5hzd6f',
  accountId: '01kb3m7qg8x0v4c2t9rj5hzd6g',
  scopes: ['profile', 'reports'],
  audience: [],
  accountEpoch: 1,
  clientEpoch: 2,
  tenantEpoch: 3,
  policyVersion: 4,
  absoluteEndsAt: now + 1,
  revokedAt: null,
  revokedReason: null,
}

const standing: GrantStanding = {
  grant,
  account: { id: grant.accountId, status: 'active', epoch: 1 },
  client: { status: 'active', epoch: 2, requiredRole: null },
  tenant: { epoch: 3, policyVersion: 5, rightsChange: 'removed' },
  rights: null,
}

const rights: StandingRights = {
  roles: ['analyst'],
  claims: {},
  scopes: [scope('profile'), scope('reports', 'analyst')],
  clientScopes: ['email', 'profile', 'reports'],
  changed: false,
}

type Change = Partial<StandingRights> & { readonly requiredRole?: string; readonly rightsChange?: 'any' }

const reasonOf = (one: GrantStanding): string | null => {
  const checked = checkStanding(one, now)
  return checked.ok ? null : checked.reason
}

function judge({ requiredRole, rightsChange, ...change }: Change): string | null {
  return reasonOf({
    ...standing,
    client: { ...standing.client, requiredRole: requiredRole ?? null },
    tenant: { ...standing.tenant, rightsChange: rightsChange ?? 'removed' },
    rights: { ...rights, ...change },
  })
}

test('a grant that stands gives the fence that a write repeats', () => {
  expect(checkStanding({ ...standing, rights }, now)).toEqual({
    ok: true,
    fence: {
      grantId: grant.id,
      client: grant.client,
      clientEpoch: 2,
      accountId: grant.accountId,
      accountEpoch: 1,
      tenantEpoch: 3,
      policyVersion: 5,
    },
  })
})

test.each<[string, Partial<GrantStanding>]>([
  ['refresh_token_reused', { grant: { ...grant, revokedAt: now, revokedReason: 'refresh_token_reused' } }],
  ['tenant_changed', { tenant: { ...standing.tenant, epoch: 4 } }],
  ['account_blocked', { account: { ...standing.account, status: 'blocked' } }],
  ['account_blocked', { account: { ...standing.account, status: 'archived' } }],
  ['account_changed', { account: { ...standing.account, epoch: 2 } }],
  ['client_disabled', { client: { ...standing.client, status: 'disabled' } }],
  ['client_changed', { client: { ...standing.client, epoch: 3 } }],
  ['grant_expired', { grant: { ...grant, absoluteEndsAt: now } }],
])('a grant is dead: %s %j', (reason, change) => {
  expect(reasonOf({ ...standing, ...change })).toBe(reason)
})

describe('rights that a grant rests on', () => {
  test('stand while nothing that it needs is lost', () => {
    expect(judge({})).toBeNull()
    expect(judge({ roles: ['editor', 'analyst'], clientScopes: ['reports', 'profile'] })).toBeNull()
    expect(judge({ requiredRole: 'analyst' })).toBeNull()
  })

  test.each<[string, Change]>([
    ['a role of the person', { roles: [] }],
    ['the role that the client requires', { requiredRole: 'staff' }],
    ['a scope of the client', { clientScopes: ['profile'] }],
    ['a scope that was deleted', { scopes: [scope('profile')] }],
    ['a scope that requires another role now', { scopes: [scope('profile'), scope('reports', 'analyst', 'manager')] }],
    [
      'a scope that requires a claim now',
      { scopes: [scope('profile'), { ...scope('reports'), requiredClaim: { name: 'department', value: null } }] },
    ],
  ])('are lost with %s', (_what, change) => {
    expect(judge(change)).toBe('rights_changed')
    expect(judge({ ...change, rightsChange: 'any', changed: true })).toBe('rights_changed')
  })

  test('are lost with the claim that a scope requires, or its value', () => {
    const scopes = [scope('profile'), { ...scope('reports'), requiredClaim: { name: 'department', value: 'sales' } }]
    expect(judge({ scopes, claims: { department: 'sales' } })).toBeNull()
    expect(judge({ scopes, claims: { department: 'legal' } })).toBe('rights_changed')
    expect(judge({ scopes, claims: {} })).toBe('rights_changed')
  })

  test('are lost with any change when the tenant says so, and with no change that it does not rest on', () => {
    expect(judge({ changed: true })).toBeNull()
    expect(judge({ changed: true, rightsChange: 'any' })).toBe('rights_changed')
    expect(judge({ changed: false, rightsChange: 'any' })).toBeNull()
  })

  test('are not looked at again while the policy version is the grant’s own', () => {
    const tenant = { epoch: 3, policyVersion: 4, rightsChange: 'any' } as const
    expect(reasonOf({ ...standing, tenant, client: { ...standing.client, requiredRole: 'staff' } })).toBeNull()
  })

  test('of a block and a loss, the block is told', () => {
    expect(
      reasonOf({ ...standing, account: { ...standing.account, epoch: 2 }, rights: { ...rights, roles: [] } }),
    ).toBe('account_changed')
  })
})
