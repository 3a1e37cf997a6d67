/**
 * A user name or an e-mail address as it is compared: nobody can take the look of another's by width, case or spaces.
 * Unicode NFKC, lower case, trimmed.
 */
export function normaliseIdentifier(identifier: string): string {
  // Lower-casing can undo the normal form ("İ" becomes two characters), so that is made last.
  return identifier.normalize('NFKC').toLowerCase().normalize('NFKC').trim()
}

/**
 * The first text behind all that begin with `prefix`, in the order of code points, which is that of bytes in UTF-8 and
 * what both databases compare by. Null: there is none.
 */
export function endOfPrefix(prefix: string): string | null {
  const points = Array.from(prefix.toWellFormed())
  const last = points.pop()?.codePointAt(0)
  if (last === undefined) return null
  if (last === 0x10_ff_ff) return endOfPrefix(points.join(''))
  // Surrogates are no characters, so the next one is behind them.
  return points.join('') + String.fromCodePoint(last === 0xd7_ff ? 0xe0_00 : last + 1)
}
