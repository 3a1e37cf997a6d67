import { expect, test } from 'vitest'
import { signedIn } from '../testing/signed-in.ts'
import { authenticateClient } from './client-authentication.ts'

test('client_secret_basic sends both parts form-urlencoded, and nothing in the body', async () => {
  const clientSecret = 'a:b c%+ü&='
  const { hub } = await signedIn({ clientId: 'app:1', authentication: { method: 'client_secret_basic', clientSecret } })
  const { headers, form } = hub.tokenRequests()[0]!
  const [, credentials = ''] = /^Basic (.*)$/.exec(headers.authorization ?? '') ?? []
  expect(Buffer.from(credentials, 'base64').toString()).toBe('app%3A1:a%3Ab+c%25%2B%C3%BC%26%3D')
  expect(form.has('client_id')).toBe(false)
  expect(form.has('client_secret')).toBe(false)
})

test('client_secret_post sends both in the body, and no header', async () => {
  const { hub } = await signedIn({ authentication: { method: 'client_secret_post', clientSecret: 'a&b=c +' } })
  const { headers, form } = hub.tokenRequests()[0]!
  expect(headers.authorization).toBeUndefined()
  expect(form.getAll('client_id')).toEqual(['timeline-app'])
  expect(form.getAll('client_secret')).toEqual(['a&b=c +'])
})

test('a public client sends its id alone', async () => {
  const { hub } = await signedIn({ authentication: { method: 'none' } })
  const { headers, form } = hub.tokenRequests()[0]!
  expect(headers.authorization).toBeUndefined()
  expect(form.get('client_id')).toBe('timeline-app')
  expect(form.has('client_secret')).toBe(false)
})

test('letters of an ordinary id and secret stay as they are', () => {
  const { headers } = authenticateClient('app-1_x', { method: 'client_secret_basic', clientSecret: 'cs_01-Az' })
  expect(headers.Authorization).toBe(`Basic ${btoa('app-1_x:cs_01-Az')}`)
})
