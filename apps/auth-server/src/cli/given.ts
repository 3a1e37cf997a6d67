/** The members that have a value: what is left out stays out, as merge patches and queries want it. */
export function given<Members extends object>(
  members: Members,
): { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined)
  // Exactly those whose value is there.
  return Object.fromEntries(entries) as { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> }
}
