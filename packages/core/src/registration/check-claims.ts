import type { Account, RequiredClaim } from '../storage/records.ts'
import { checkExactText, isOfHub } from './check-names.ts'
import { accepted, refused, type Checked } from './checked.ts'
import { quoted } from './quoted.ts'

const MOST_CLAIMS = 50
const NAME = /^[a-z][a-z0-9_.-]{0,63}$/

/** What is known of a person besides the profile: at most 50 claims with values of 1 to 256 characters on one line. */
export function checkClaims(claims: Readonly<Record<string, string>>): Checked<Account['claims']> {
  const entries = Object.entries(claims)
  if (entries.length > MOST_CLAIMS)
    return refused(`there are ${entries.length} claims; an account has at most ${MOST_CLAIMS}`)
  for (const [name, value] of entries) {
    const checked = checkClaim(name, value)
    if (!checked.ok) return checked
  }
  return accepted(Object.fromEntries(entries))
}

/** What a scope requires of an account: a claim with this value, or null: with any. */
export function checkRequiredClaim({ name, value }: RequiredClaim): Checked<RequiredClaim> {
  const checked = value === null ? checkClaimName(name) : checkClaim(name, value)
  return checked.ok ? accepted({ name, value }) : checked
}

function checkClaim(name: string, value: string): Checked<string> {
  const checked = checkClaimName(name)
  return checked.ok ? checkExactText(value, `the value of the claim ${name}`, 256) : checked
}

function checkClaimName(name: string): Checked<string> {
  if (!NAME.test(name))
    return refused(
      `${quoted(name)} is not the name of a claim; write a lower-case letter, then at most 63 letters, digits and _ . -`,
    )
  if (isOfHub(name))
    return refused(`${quoted(name)} is kept for the hub itself; choose a name that does not begin with hub.`)
  return accepted(name)
}
