import { describe, expect, test } from 'vitest'
import { testClient } from '../test-data/client.ts'
import { checkClientAuthentication, hashClientSecret } from './authenticate-client.ts'

const secret = (value: string, expiresAt: number | null = null) => ({
  id: '',
  secretHash: hashClientSecret(value),
  createdAt: 0,
  expiresAt,
})
const client = { ...testClient, secrets: [secret('old', 2000), secret('new')] }
const basic = (value: string) => ({ method: 'client_secret_basic' as const, secret: value })

describe('a confidential client', () => {
  test('CAUTH-09: authenticates with either of two live secrets', () => {
    expect(checkClientAuthentication(client, basic('old'), 1999)).toBeNull()
    expect(checkClientAuthentication(client, basic('new'), 1999)).toBeNull()
  })

  test('is refused an expired secret, a wrong one and the stored hash', () => {
    for (const wrong of ['old', 'x', '', hashClientSecret('new'), hashClientSecret('new').slice(7)])
      expect(checkClientAuthentication(client, basic(wrong), 2000)).toMatchObject({ reason: 'client_secret_wrong' })
  })

  test('CAUTH-13: cannot leave its secret out', () => {
    expect(checkClientAuthentication(client, { method: 'none', secret: null }, 0)).toMatchObject({
      reason: 'client_secret_missing',
    })
  })

  test('CAUTH-06: uses only its methods', () => {
    const basicOnly = { ...client, authMethods: ['client_secret_basic' as const] }
    expect(checkClientAuthentication(basicOnly, { method: 'client_secret_post', secret: 'new' }, 0)).toMatchObject({
      reason: 'client_auth_method_not_allowed',
    })
  })

  test('CC-05: is refused when disabled', () => {
    expect(checkClientAuthentication({ ...client, status: 'disabled' }, basic('new'), 0)).toMatchObject({
      reason: 'client_disabled',
    })
  })
})

test('CAUTH-13: a public client that presents a secret is refused', () => {
  const open = { ...testClient, authMethods: ['none' as const] }
  expect(checkClientAuthentication(open, basic('x'), 0)).toMatchObject({ reason: 'client_auth_method_not_allowed' })
  expect(checkClientAuthentication(open, { method: 'none', secret: null }, 0)).toBeNull()
})

test('an unknown client is refused, whatever it presents', () => {
  expect(checkClientAuthentication(null, basic('x'), 0)).toMatchObject({ reason: 'client_unknown' })
})
