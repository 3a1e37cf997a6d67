import type { Locale } from '../locales/texts.ts'

/** One or two capitals for a name: the first letter of its first word and of its last. `·` when it has no letters. */
export function monogram(name: string, locale: Locale): string {
  // A mark needs only the two ends of a name; this bounds the work for a very long one.
  const ends = name.length > 400 ? `${name.slice(0, 200)} ${name.slice(-200)}` : name
  const initials = ends
    .normalize('NFC')
    .split(/\s+/)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0])
    .filter((initial) => initial !== undefined)
  const first = initials[0]
  const last = initials.at(-1)
  if (first === undefined || last === undefined) return '·'
  return capital(first, locale) + (initials.length > 1 ? capital(last, locale) : '')
}

// Some letters have no single capital (ß becomes SS); those stay as they are.
function capital(letter: string, locale: Locale): string {
  const upper = letter.toLocaleUpperCase(locale)
  return /^.$/u.test(upper) ? upper : letter
}
