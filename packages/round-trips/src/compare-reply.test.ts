import { expect, test } from 'vitest'
import { compareReply } from './compare-reply.ts'
import type { Answer, Reply } from './exchange.ts'

const content = { contentType: 'application/json', schema: undefined, encoding: {} }
const answer: Answer = {
  status: 200,
  headers: { 'X-Total': 3 },
  content,
  contentType: 'application/json',
  body: { a: 1 },
}
const reply: Reply = {
  status: 200,
  headers: new Headers({ 'X-Total': '3', 'Content-Type': 'application/json; charset=utf-8' }),
  bytes: Buffer.from('{"a":1}'),
}

test('what arrived as it was answered has no difference', () => {
  expect(compareReply('GET', answer, reply)).toBeUndefined()
  const tags = { ...answer, headers: { 'X-Total': ['3', '4'] } }
  expect(
    compareReply('GET', tags, { ...reply, headers: new Headers([...reply.headers, ['X-Total', '4']]) }),
  ).toBeUndefined()
})

test.for<[string, string, Partial<Answer>, Partial<Reply>]>([
  ['another status', 'GET', {}, { status: 201 }],
  ['a header that is missing', 'GET', { headers: { 'X-Other': 'a' } }, {}],
  ['a header with another value', 'GET', { headers: { 'X-Total': 4 } }, {}],
  ['another media type', 'GET', { contentType: 'application/problem+json' }, {}],
  ['another value', 'GET', { body: { a: '1' } }, {}],
  ['a body that is no JSON', 'GET', {}, { bytes: Buffer.from('{') }],
  ['a body after HEAD', 'HEAD', {}, {}],
  ['a body where there is none', 'GET', { status: 204 }, { status: 204 }],
])('%s is a difference', ([, method, answered, arrived]) => {
  expect(compareReply(method, { ...answer, ...answered }, { ...reply, ...arrived })).toEqual(expect.any(String))
})
