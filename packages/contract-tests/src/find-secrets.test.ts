import { expect, test } from 'vitest'
import { findSecrets } from './find-secrets.ts'

const token = 'at_01kb3m7qg8x0v4c2t9rj5hzd6e_dGhlLXNlY3JldC1wYXJ0LW9mLWEtdG9rZW4taXMtb3BhcXU'

test('finds a secret, and the part of it that counts', () => {
  expect(findSecrets([token], Buffer.from(`{"token":"${token}"}`))).toEqual([token])
  expect(findSecrets([token], Buffer.from(token.slice(30)))).toEqual([token])
  expect(findSecrets([token], Buffer.from(token.slice(0, -1)))).toEqual([])
})

test('finds short ones and ones beyond ASCII', () => {
  const secrets = ['pässwörd 🙂', 'hunter2hunter']
  expect(findSecrets(secrets, Buffer.from('… hunter2hunter pässwörd 🙂'))).toEqual(expect.arrayContaining(secrets))
  expect(findSecrets(secrets, Buffer.from('hunter2hunte passwörd 🙂'))).toEqual([])
})

test.each(['hex', 'base64', 'base64url'] as const)(
  'finds one that is written as %s, wherever it begins',
  (encoding) => {
    for (const around of ['', 'a', 'ab', 'abc']) {
      const written = Buffer.from(`${around}${token}${around}, and more`).toString(encoding)
      expect(findSecrets([token], Buffer.from(`{"blob":"${written}"}`))).toEqual([token])
    }
    const other = Buffer.from(token.toUpperCase()).toString(encoding)
    expect(findSecrets([token], Buffer.from(other))).toEqual([])
  },
)

test('finds one that is percent-encoded, or in upper-case hexadecimal', () => {
  const secret = 'correct horse/battery=staple'
  expect(findSecrets([secret], Buffer.from(`?password=${encodeURIComponent(secret)}&x`))).toEqual([secret])
  expect(findSecrets([secret], Buffer.from(Buffer.from(secret).toString('hex').toUpperCase()))).toEqual([secret])
})
