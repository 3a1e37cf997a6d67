/** An answer without a lifetime is kept as long as the contract says. */
const defaultSeconds = 300

/** However long a cache is told to keep it, a change is noticed within a day. */
const maximumSeconds = 86_400

/** How long a response may be reused without asking again. RFC 9111 §5.2.2 */
export function freshSeconds(cacheControl: string | null): number {
  if (cacheControl === null) return defaultSeconds
  const directives = cacheControl.split(',').map((directive) => directive.trim().toLowerCase())
  if (directives.includes('no-store') || directives.includes('no-cache')) return 0
  const maxAge = directives.map((directive) => /^max-age="?(\d+)"?$/.exec(directive)?.[1]).find((age) => age)
  return maxAge === undefined ? defaultSeconds : Math.min(Number(maxAge), maximumSeconds)
}
