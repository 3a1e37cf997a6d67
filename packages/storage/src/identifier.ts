/**
 * A user name or an e-mail address as it is compared: nobody can take the look of another's by width, case or spaces.
 * Unicode NFKC, lower case, trimmed.
 */
export function normaliseIdentifier(identifier: string): string {
  // Lower-casing can undo the normal form ("İ" becomes two characters), so that is made last.
  return identifier.normalize('NFKC').toLowerCase().normalize('NFKC').trim()
}
