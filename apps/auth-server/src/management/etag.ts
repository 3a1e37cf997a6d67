/** The state of a record as a strong validator. RFC 9110 §8.8.3 */
export function etagOf({ revision }: { readonly revision: number }): `"${number}"` {
  return `"${revision}"`
}

/**
 * The revision that a change rests on; null: whatever is there, `*`; undefined: none was sent. The document has checked
 * what it looks like. RFC 9110 §13.1.1
 */
export function expectedRevision(ifMatch: string | undefined): number | null | undefined {
  if (ifMatch === undefined) return undefined
  return ifMatch === '*' ? null : Number(ifMatch.slice(1, -1))
}
