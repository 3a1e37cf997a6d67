import { accepted, refused, type Checked } from './checked.ts'
import { quoted } from './quoted.ts'

const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\-]{0,61}[\p{L}\p{M}\p{N}])?`
const ADDRESS = new RegExp(
  String.raw`^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~\-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~\-]+)*@${LABEL}(?:\.${LABEL})*$`,
  'u',
)

/** An address that mail could go to (RFC 5321 §4.1.2 without quoted local parts, RFC 6531); at most 254 bytes. */
export function checkEmail(email: string): Checked<string> {
  if (email.trim() !== email || email === '')
    return refused(`${quoted(email)} is not an e-mail address; write it without blanks, such as ada@example.com`)
  if (Buffer.byteLength(email) > 254) return refused('the e-mail address is longer than 254 bytes; write a shorter one')
  if (!ADDRESS.test(email))
    return refused(`${quoted(email)} is not an e-mail address; write one such as ada@example.com`)
  const localPart = email.slice(0, email.lastIndexOf('@'))
  if (Buffer.byteLength(localPart) > 64)
    return refused('the e-mail address has more than 64 bytes before the @; write a shorter one')
  return accepted(email)
}
