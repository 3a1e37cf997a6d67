import { describe, expect, test } from 'vitest'
import type { RequiredClaim } from '../storage/records.ts'
import { HUB_ROLES, HUB_SCOPES, hubScopes, isHubRole } from './hub-rights.ts'
import { permittedScopes, permittedToClient } from './permitted-scopes.ts'

const scope = (requiredRoles: readonly string[], requiredClaim: RequiredClaim | null = null) => ({
  name: 'reports',
  requiredRoles,
  requiredClaim,
})
const permits = (one: ReturnType<typeof scope>, roles: readonly string[], claims: Record<string, string> = {}) =>
  permittedScopes(['reports'], [one], { roles, claims }).length === 1

describe('a scope of the tenant', () => {
  test('that requires nothing is anybody’s', () => {
    expect(permits(scope([]), [])).toBe(true)
  })

  test('takes all of its roles', () => {
    const both = scope(['analyst', 'employee'])
    expect([[], ['analyst'], ['employee'], ['Analyst', 'employee']].map((roles) => permits(both, roles))).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(permits(both, ['employee', 'manager', 'analyst'])).toBe(true)
  })

  test('takes its claim, with any value or with one', () => {
    const any = scope([], { name: 'department', value: null })
    const sales = scope([], { name: 'department', value: 'sales' })
    const claims = [{}, { department: 'legal' }, { department: 'sales' }, { department: 'Sales' }, { other: 'sales' }]
    expect(claims.map((held) => permits(any, [], held))).toEqual([false, true, true, true, false])
    expect(claims.map((held) => permits(sales, [], held))).toEqual([false, false, true, false, false])
  })

  test('takes roles and claim together', () => {
    const one = scope(['analyst'], { name: 'department', value: 'sales' })
    expect(permits(one, ['analyst'])).toBe(false)
    expect(permits(one, [], { department: 'sales' })).toBe(false)
    expect(permits(one, ['analyst'], { department: 'sales' })).toBe(true)
  })

  test('is not opened by what every object has', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      expect(permits(scope([], { name, value: null }), [])).toBe(false)
  })

  test('is not opened by a role of the hub', () => {
    for (const role of Object.values(HUB_ROLES)) expect(permits(scope([role]), [role])).toBe(false)
  })

  test('that does not exist is nobody’s', () => {
    expect(permittedScopes(['gone', 'reports'], [scope([])], { roles: [], claims: {} })).toEqual(['reports'])
  })
})

describe('a scope of the hub', () => {
  const all = Object.keys(HUB_SCOPES)
  const permitted = (roles: readonly string[]) => permittedScopes(all, hubScopes, { roles, claims: {} })
  const { administrator, tenantAdministrator, serviceDesk, readOnly } = HUB_ROLES

  test('is permitted by one of the roles that the table names', () => {
    expect(permitted([administrator])).toEqual(all)
    expect(permitted([tenantAdministrator])).toEqual(all.filter((name) => !name.startsWith('hub.tenants.')))
    expect(permitted([serviceDesk])).toEqual([
      'hub.policy.read',
      'hub.users.read',
      'hub.users.write',
      'hub.events.read',
    ])
    expect(permitted([readOnly])).toEqual(all.filter((name) => name.endsWith('.read')))
    expect(permitted([readOnly, serviceDesk])).toEqual(
      all.filter((name) => name.endsWith('.read') || name === 'hub.users.write'),
    )
  })

  test('is not permitted by any other role or claim', () => {
    expect(permitted([])).toEqual([])
    expect(permitted(['administrator', 'hub.owner', 'Hub.administrator'])).toEqual([])
    expect(permittedScopes(all, hubScopes, { roles: [], claims: { 'hub.administrator': 'yes' } })).toEqual([])
  })

  test('does not mind what its record requires', () => {
    const opened = hubScopes.map((one) => ({ ...one, requiredRoles: ['analyst'] }))
    expect(permittedScopes(all, opened, { roles: ['analyst'], claims: {} })).toEqual([])
    expect(permittedScopes(all, opened, { roles: [administrator], claims: {} })).toEqual(all)
  })

  test('is known in both languages of the pages, by roles of the hub alone', () => {
    expect(hubScopes.map(({ name }) => name)).toEqual(all)
    for (const { description } of hubScopes) expect(Object.keys(description)).toEqual(['en', 'nl'])
    expect(Object.values(HUB_SCOPES).flat().every(isHubRole)).toBe(true)
  })
})

test('a client by itself has what requires nothing, and scopes of the hub', () => {
  const known = [
    { ...scope([]), name: 'open' },
    scope(['analyst']),
    { ...scope([], { name: 'department', value: null }), name: 'sales' },
    ...hubScopes,
  ]
  expect(permittedToClient(['open', 'reports', 'sales', 'gone', 'hub.users.read'], known)).toEqual([
    'open',
    'hub.users.read',
  ])
})
