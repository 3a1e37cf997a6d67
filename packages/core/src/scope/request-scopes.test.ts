import { describe, expect, test } from 'vitest'
import { requestScopes } from './request-scopes.ts'

const client = {
  scopes: [
    { name: 'profile', assignment: 'automatic' },
    { name: 'reports', assignment: 'requestable' },
    { name: 'payments', assignment: 'requestable' },
  ],
} as const

describe('a request', () => {
  test('that names no scope asks for all of the client’s', () => {
    for (const scope of [undefined, 'offline_access'])
      expect(requestScopes(client, scope)).toEqual(['profile', 'reports', 'payments'])
  })

  test('that names some asks for the automatic ones too, each once', () => {
    expect(requestScopes(client, 'reports')).toEqual(['reports', 'profile'])
    expect(requestScopes(client, 'reports profile reports')).toEqual(['reports', 'profile'])
  })

  test('is refused when one is malformed or not the client’s', () => {
    for (const scope of ['', ' reports', 'reports  payments', 'reports email', 'Reports', 're"ports'])
      expect(requestScopes(client, scope)).toBeNull()
  })
})
