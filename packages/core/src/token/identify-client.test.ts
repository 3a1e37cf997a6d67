import { expect, test } from 'vitest'
import { claimedClient } from './identify-client.ts'

test('a client_id that somebody made up fills no event: its first 128 characters are kept', () => {
  expect(claimedClient('x'.repeat(8_000))).toEqual({ clientId: 'x'.repeat(128) })
  expect(claimedClient('app')).toEqual({ clientId: 'app' })
  expect(claimedClient(null)).toEqual({})
})
