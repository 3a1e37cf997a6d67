import { describe, expect, test } from 'vitest'
import { readClientCredentials } from './read-client-credentials.ts'

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`

describe('client credentials', () => {
  test('CAUTH-01: Basic with both parts form-urlencoded', () => {
    expect(readClientCredentials(basic('my%20app:%3A%25%2B%C3%A9+x'), {})).toEqual({
      outcome: 'read',
      method: 'client_secret_basic',
      clientId: 'my app',
      secret: ':%+é x',
    })
  })

  test('a scheme in any case, and a secret with a colon', () => {
    expect(readClientCredentials(basic('app:a:b').replace('Basic', 'bAsIc'), {})).toMatchObject({ secret: 'a:b' })
  })

  test('CAUTH-02: in the body; a public client by its id alone', () => {
    expect(readClientCredentials(undefined, { client_id: 'app', client_secret: 's' })).toMatchObject({
      method: 'client_secret_post',
    })
    expect(readClientCredentials(undefined, { client_id: 'app' })).toMatchObject({ method: 'none', secret: null })
  })

  test('the same client_id beside Basic does no harm, another one does', () => {
    expect(readClientCredentials(basic('app:s'), { client_id: 'app' })).toMatchObject({ outcome: 'read' })
    expect(readClientCredentials(basic('app:s'), { client_id: 'other' })).toMatchObject({ reason: 'client_id_differs' })
  })

  test('CAUTH-03: two methods are one too many', () => {
    for (const body of [{ client_secret: 's' }, { client_assertion: 'e30.e30.' }])
      expect(readClientCredentials(basic('app:s'), body)).toMatchObject({ reason: 'several_authentications' })
    const both = { client_id: 'app', client_secret: 's', client_assertion: 'e30.e30.' }
    expect(readClientCredentials(undefined, both)).toMatchObject({ reason: 'several_authentications' })
    expect(readClientCredentials(undefined, { client_assertion: 'e30.e30.' })).toMatchObject({
      reason: 'client_auth_method_not_allowed',
    })
  })

  test('CAUTH-03: a header that came twice is one too many, also when it says the same', () => {
    for (const second of [basic('app:s'), basic('app:t'), 'Bearer at_x'])
      expect(readClientCredentials(`${basic('app:s')}, ${second}`, {})).toMatchObject({
        reason: 'several_authentications',
      })
  })

  test.each([
    'Basic',
    'Basic ',
    'Basic !!!!',
    `Basic ${Buffer.from('nocolon').toString('base64')}`,
    `Basic ${Buffer.from(':secret').toString('base64')}`,
    `Basic ${Buffer.from('a%zz:s').toString('base64')}`,
    'Basic YTpi YTpi',
    'Bearer at_x',
    'Digest username="a"',
    '',
  ])('CAUTH-15: "%s" is a failed authentication', (authorization) => {
    expect(readClientCredentials(authorization, {})).toMatchObject({
      outcome: 'refused',
      reason: 'authorization_malformed',
    })
  })

  test('no credentials at all', () => {
    expect(readClientCredentials(undefined, {})).toMatchObject({ reason: 'client_unauthenticated' })
  })
})
