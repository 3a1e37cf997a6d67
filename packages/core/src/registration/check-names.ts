import { HUB_ROLES, isHubRole } from '../rights/hub-rights.ts'
import { accepted, refused, type Checked } from './checked.ts'
import { oneOf, quoted } from './quoted.ts'

// Control characters, lone surrogates, line separators and direction overrides could make a consent page, a log line or
// a terminal show something else than what was written. Unicode TR36 §2.10.3
const DECEPTIVE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]/u

function checkText(text: string, kind: string, longest: number): Checked<string> {
  const trimmed = text.trim()
  if (trimmed === '') return refused(`${kind} is empty; write at least one character`)
  if (DECEPTIVE.test(trimmed))
    return refused(`${kind} ${quoted(trimmed)} holds control characters; write it as plain text on one line`)
  const length = Array.from(trimmed).length
  if (length > longest) return refused(`${kind} has ${length} characters; write at most ${longest}`)
  return accepted(trimmed)
}

/** The name of a tenant, a client or a person, as pages show it: 1 to 200 characters, trimmed. */
export function checkDisplayName(name: string): Checked<string> {
  return checkText(name, 'the name', 200)
}

/** What a scope gives, in plain words for the consent page: at most 300 characters; empty lets the name speak. */
export function checkScopeDescription(description: string): Checked<string> {
  return description.trim() === '' ? accepted('') : checkText(description, 'the description', 300)
}

/** One line of text that is compared byte for byte, so blanks around it would be a trap: refused, not trimmed. */
export function checkExactText(text: string, kind: string, longest: number): Checked<string> {
  const checked = checkText(text, kind, longest)
  if (checked.ok && checked.value !== text)
    return refused(`${kind} ${quoted(text)} begins or ends with a blank; write ${quoted(checked.value)}`)
  return checked
}

// In the path of an address these are no names but steps, which every browser and proxy takes. RFC 3986 §5.2.4
const DOT_SEGMENTS: ReadonlySet<string> = new Set(['.', '..'])

/** Whether a name cannot be a part of an address, however it is written. */
export const isDotSegment = (name: string): boolean => DOT_SEGMENTS.has(name)

/** 1 to 128 characters. Names that begin with `hub.` are those of `HUB_ROLES` and no others. */
export function checkRoleName(role: string): Checked<string> {
  const checked = checkExactText(role, 'the role', 128)
  if (isDotSegment(role)) return refused(`${quoted(role)} is no name that an address can hold; write a word`)
  if (!checked.ok || isHubRole(role) || !isOfHub(role)) return checked
  const known = oneOf(Object.values(HUB_ROLES), 'and')
  return refused(`${quoted(role)} is not a role of the hub, which has ${known}; write one of them, or another name`)
}

/** A role that a scope of the tenant requires. */
export function checkRequiredRole(role: string): Checked<string> {
  return isHubRole(role)
    ? refused(`${quoted(role)} opens scopes of the hub and no others; require a role of the tenant's own`)
    : checkRoleName(role)
}

/** Whether a name would pass for one of the hub's own. */
export function isOfHub(name: string): boolean {
  const folded = name.normalize('NFKC').toLowerCase()
  return folded === 'hub' || folded.startsWith('hub.')
}
