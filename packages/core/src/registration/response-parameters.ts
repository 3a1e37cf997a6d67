// RFC 6749 §4.1.2, RFC 9207 §2, and `response`, in which JARM packs all of them.
const names: ReadonlySet<string> = new Set([
  'code',
  'state',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'response',
])

/**
 * The first parameter of a query that some framework would take for one of the authorization response's own, however it
 * is spelled: percent-encoded, in another case (ASP.NET), as a list `code[]`, after a blank or with a dot for the
 * underscore (PHP), or parted by `;`. https://doi.org/10.1145/3627106.3627140
 */
export function responseParameterIn(query: string): string | null {
  for (const pair of query.split(/[&;]/)) {
    const [encoded = ''] = pair.split('=', 1)
    const [beforeBracket = ''] = decode(encoded).split('[', 1)
    const name = beforeBracket.trim().toLowerCase().replaceAll(/[ .]/g, '_')
    if (names.has(name)) return name
  }
  return null
}

// Latin-1 is enough to recognise ASCII names, and it never fails on a broken sequence.
function decode(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
