import { MAX_PASSWORD_BYTES, MIN_PASSWORD_CHARACTERS } from '../account/password-length.ts'
import { accepted, refused, type Checked } from './checked.ts'

/** Any characters, nothing cut off. The problem never repeats the password. */
export function checkPassword(password: string): Checked<string> {
  if (!password.isWellFormed()) return refused('the password is not valid Unicode text; write it in UTF-8')
  const bytes = Buffer.byteLength(password)
  if (bytes > MAX_PASSWORD_BYTES)
    return refused(`the password has ${bytes} bytes; choose one with at most ${MAX_PASSWORD_BYTES}`)
  const length = Array.from(password).length
  if (length < MIN_PASSWORD_CHARACTERS)
    return refused(`the password has ${length} characters; choose one with at least ${MIN_PASSWORD_CHARACTERS}`)
  return accepted(password)
}
