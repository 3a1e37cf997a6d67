import { describe, expect, test } from 'vitest'
import { requestScopes } from '../scope/request-scopes.ts'
import { scopesOfClient } from './client-credentials.ts'

const client = {
  scopes: [
    { name: 'profile', assignment: 'automatic' },
    { name: 'reports', assignment: 'requestable' },
    { name: 'payments', assignment: 'requestable' },
  ],
} as const

const scope = (
  name: string,
  requiredRoles: string[] = [],
  requiredClaim: { name: string; value: null } | null = null,
) => ({
  name,
  requiredRoles,
  requiredClaim,
})

const ask = (named: string | undefined, ...known: ReturnType<typeof scope>[]) =>
  scopesOfClient(requestScopes(client, named) ?? [], named, known)

describe('a client by itself', () => {
  test('gets the automatic scopes with those that it names', () => {
    expect(ask('reports', scope('profile'), scope('reports'))).toEqual(['reports', 'profile'])
  })

  test('gets no automatic scope that takes a role or a claim, and is not refused for it', () => {
    expect(ask('reports', scope('profile', ['staff']), scope('reports'))).toEqual(['reports'])
    expect(ask('reports', scope('profile', [], { name: 'staff', value: null }), scope('reports'))).toEqual(['reports'])
  })

  test('is refused a scope that it names and may not have', () => {
    expect(ask('reports', scope('profile'), scope('reports', ['analyst']))).toBeNull()
    expect(ask('reports payments', scope('profile'), scope('reports'))).toBeNull()
  })

  test('gets what it may have when it names none, and is refused when that is nothing', () => {
    for (const nothing of [undefined, 'offline_access']) {
      expect(ask(nothing, scope('profile'), scope('reports', ['analyst']))).toEqual(['profile'])
      expect(ask(nothing, scope('profile', ['staff']))).toBeNull()
    }
  })

  test('of no scopes at all gets a token without any', () => {
    expect(scopesOfClient([], undefined, [])).toEqual([])
  })
})
