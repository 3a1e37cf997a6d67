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
