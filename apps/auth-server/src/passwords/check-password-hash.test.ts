import { expect, test } from 'vitest'
import { checkPasswordHash } from './check-password-hash.ts'
import { createPasswords } from './passwords.ts'

const SALT = 'c29tZXNhbHRzb21lc2FsdA'
const HASH = 'UgqIvK3PGN2TlFuCZ0RSBKXWIaCQTKJrnL4nv7M5YG0'
const passwords = createPasswords()

test.each([
  ['argon2id of another server', `$argon2id$v=19$m=4096,t=3,p=1$${SALT}$${HASH}`],
  ['the hub itself', '$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$' + HASH],
])('a hash by %s is taken, and a password can be tried on it', async (_whose, phc) => {
  expect(checkPasswordHash(phc)).toEqual({ ok: true, value: phc })
  expect(await passwords.verify(phc, 'correct horse')).toBe(false)
})

test.each([
  ['bcrypt', '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW'],
  ['scrypt', `$scrypt$ln=16,r=8,p=1$${SALT}$${HASH}`],
  ['argon2i', `$argon2i$v=19$m=4096,t=3,p=1$${SALT}$${HASH}`],
  ['an older version', `$argon2id$v=16$m=4096,t=3,p=1$${SALT}$${HASH}`],
  ['dearer than the hub can afford', `$argon2id$v=19$m=4194304,t=3,p=1$${SALT}$${HASH}`],
  ['of a length that base64 does not have', `$argon2id$v=19$m=4096,t=3,p=1$${SALT}$${HASH.slice(0, -2)}`],
  ['with bits left over', `$argon2id$v=19$m=4096,t=3,p=1$${SALT}$${HASH.slice(0, -1)}1`],
  ['followed by a line break', `$argon2id$v=19$m=4096,t=3,p=1$${SALT}$${HASH}\n`],
  ['a password', 'correct horse battery'],
])('a hash is refused when it is %s, and it is not repeated', async (_what, phc) => {
  const checked = checkPasswordHash(phc)
  if (checked.ok) throw new Error('it was taken')
  expect(checked.problem).toContain('argon2id')
  expect(checked.problem).not.toContain(phc)
  // What is stored all the same, by whatever way, is a wrong password and no fault.
  expect(await passwords.verify(phc, 'correct horse battery')).toBe(false)
})
