import { expect, test } from 'vitest'
import { testClient } from '../test-data/client.ts'
import { mayIntrospect } from './may-introspect.ts'

const OTHER = '01kb3m7qg8x0v4c2t9rj5hzd6z'

test('INTRO-04: a caller sees its own tokens, and those whose audience names it, and no others', () => {
  expect(mayIntrospect(testClient, { client: testClient.id, audience: [] })).toBe(true)
  expect(mayIntrospect(testClient, { client: testClient.id, audience: ['another-api'] })).toBe(true)
  expect(mayIntrospect(testClient, { client: OTHER, audience: ['another-api', 'timeline-app'] })).toBe(true)
  expect(mayIntrospect(testClient, { client: OTHER, audience: [] })).toBe(false)
  expect(mayIntrospect(testClient, { client: OTHER, audience: ['timeline', 'timeline-app2', testClient.id] })).toBe(
    false,
  )
})
