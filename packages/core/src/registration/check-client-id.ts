import { accepted, refused, type Checked } from './checked.ts'
import { quoted } from './quoted.ts'

/**
 * An identifier that a client brings along. It may not look like an account's id, or a token of the client's own could
 * pass for that person's. RFC 9700 §4.15
 */
export function checkClientId(clientId: string): Checked<string> {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(clientId))
    return refused(`${quoted(clientId)} is not a client id; write 1 to 128 letters, digits, - and _`)
  if (/^[0-9a-hjkmnp-tv-z]{26}$/i.test(clientId))
    return refused(
      `${quoted(clientId)} has the form of a user's id; write one that is longer or shorter than 26 characters`,
    )
  return accepted(clientId)
}

/** A secret that a client brings along. The problem never repeats it. */
export function checkClientSecret(secret: string): Checked<string> {
  if (secret.length < 8 || secret.length > 256)
    return refused(`the client secret has ${secret.length} characters; write 8 to 256`)
  if (!/^[A-Za-z0-9_-]+$/.test(secret))
    return refused('the client secret holds characters other than letters, digits, - and _; write one of these alone')
  return accepted(secret)
}
