import { accepted, refused, type Checked } from './checked.ts'
import { quoted } from './quoted.ts'

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

/** Compared byte for byte, so blanks around it would be a trap: refused, not trimmed. 1 to 128 characters. */
export function checkRoleName(role: string): Checked<string> {
  const checked = checkText(role, 'the role', 128)
  if (checked.ok && checked.value !== role)
    return refused(`the role ${quoted(role)} begins or ends with a blank; write ${quoted(checked.value)}`)
  return checked
}
