import type { Scope, ScopeChanges } from '@identity-hub/api-types/management'
import { moved, problemAt, type Attempt, type Problem } from '../http/attempt.ts'
import { filled, lines, linesOf } from '../http/input.ts'
import { formatDuration, parseDuration } from '../pages/parts/duration.ts'

/** Languages that have a field of their own; every other is a line such as `de: Deine Fotos sehen`. */
export const LANGUAGES = [
  ['en', 'English'],
  ['nl', 'Dutch'],
] as const

const CLAIM = /^[a-z][a-z0-9_.-]{0,63}$/

const OTHERS = '/description/others'

/** What the form of a scope is filled with. */
export function formOf({ description, required_roles, required_claim, access_token_seconds }: Scope): URLSearchParams {
  const others = Object.entries(description).filter(([language]) => !LANGUAGES.some(([own]) => own === language))
  return filled({
    ...Object.fromEntries(LANGUAGES.map(([language]) => [`description_${language}`, description[language] ?? ''])),
    description_others: lines(others.map(([language, text]) => `${language}: ${text}`)),
    required_roles: lines(required_roles),
    claim_name: required_claim?.name ?? '',
    claim_value: required_claim?.value ?? '',
    access_token_seconds: access_token_seconds === null ? '' : formatDuration(access_token_seconds),
  })
}

/** Everything of it but the name; what is empty is said to be none. */
export function readScope(typed: URLSearchParams): Attempt<Required<ScopeChanges>> {
  const description = readDescription(typed)
  if (!description.ok) return description
  const text = typed.get('access_token_seconds')?.trim() ?? ''
  const seconds = text === '' ? null : parseDuration(text)
  if (seconds === undefined)
    return problemAt('/access_token_seconds', `“${text}” is no span of time; write one such as 10 minutes.`)
  const name = typed.get('claim_name')?.trim() ?? ''
  const value = typed.get('claim_value') ?? ''
  if (name === '' && value !== '')
    return problemAt('/required_claim/name', 'The value belongs to a claim; write the name of the claim as well.')
  if (name !== '' && !CLAIM.test(name))
    return problemAt('/required_claim/name', 'Write the claim in small letters, digits and _ . -, a letter first.')
  return {
    ok: true,
    value: {
      description: description.value,
      required_roles: [...linesOf(typed, 'required_roles')],
      required_claim: name === '' ? null : { name, value: value === '' ? null : value },
      access_token_seconds: seconds,
    },
  }
}

function readDescription(typed: URLSearchParams): Attempt<Record<string, string>> {
  const texts = new Map<string, string>()
  for (const [language] of LANGUAGES) {
    const text = typed.get(`description_${language}`)?.trim() ?? ''
    if (text !== '') texts.set(language, text)
  }
  for (const [index, line] of linesOf(typed, 'description_others').entries()) {
    const [, language, text] = /^([A-Za-z0-9-]{2,35})\s*:\s*(\S.*)$/.exec(line) ?? []
    if (language === undefined || text === undefined)
      return problemAt(`${OTHERS}/${index}`, 'Write the language, a colon and the text: de: Deine Fotos sehen.')
    if (texts.has(language) || LANGUAGES.some(([own]) => own === language))
      return problemAt(`${OTHERS}/${index}`, `${language} is described above already; write it once.`)
    texts.set(language, text)
  }
  return { ok: true, value: Object.fromEntries(texts) }
}

/** The API knows one description in many languages where the form has a field for a few of them. */
export function atFields(problem: Problem): Problem {
  return moved(problem, (pointer) => {
    if (pointer === '/required_claim') return '/required_claim/name'
    const [, language] = /^\/description\/([^/]+)/.exec(pointer) ?? []
    if (language === undefined || LANGUAGES.some(([own]) => own === language)) return pointer
    return pointer.startsWith(OTHERS) ? pointer : `${OTHERS}/${language}`
  })
}
