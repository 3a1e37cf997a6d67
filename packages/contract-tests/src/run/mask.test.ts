import { expect, test } from 'vitest'
import { createMask } from './mask.ts'

const secrets = new Set(['cs_01kb3m7qg8x0v4c2t9rj5hzd6e', 'correct horse battery'])
const { text } = createMask({ has: (word) => secrets.has(word), irregular: () => ['correct horse battery'] })

test('hides what was seen to be a secret wherever it stands', () => {
  expect(text('a cs_01kb3m7qg8x0v4c2t9rj5hzd6e b')).toBe('a *** b')
  expect(text('x=cs_01kb3m7qg8x0v4c2t9rj5hzd6e.')).toBe('x=***.')
  expect(text('the password correct horse battery was taken')).toBe('the password *** was taken')
})

test('hides codes, tokens and verifiers in URLs, also within JSON and pages, however short they are', () => {
  expect(text('https://app.example/cb?code=1&state=2&iss=x')).toBe('https://app.example/cb?code=***&state=2&iss=x')
  expect(text('https://app.example/cb#access_token=1&token_type=Bearer')).toBe(
    'https://app.example/cb#access_token=***&token_type=Bearer',
  )
  expect(text('<a href="/cb?state=2&amp;code=1">')).toBe('<a href="/cb?state=2&amp;code=***">')
})

test('leaves everything else as it is', () => {
  const plain = 'expected { status: 200, error: undefined } to deeply equal { status: 400, error: "invalid_grant" }'
  expect(text(plain)).toBe(plain)
  expect(text('/authorize?code_challenge_method=S256&response_type=code')).toBe(
    '/authorize?code_challenge_method=S256&response_type=code',
  )
})
