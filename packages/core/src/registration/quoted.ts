const LONGEST = 120

/**
 * Somebody's text inside a sentence of ours: quoted, shortened, and with everything escaped that could break the line,
 * turn its direction or command a terminal.
 */
export function quoted(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return JSON.stringify(shown).replaceAll(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(names: readonly string[], conjunction = 'or'): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${conjunction} ${last}`
}
