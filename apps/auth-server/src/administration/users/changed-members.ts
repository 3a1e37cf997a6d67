export interface ChangedMembers {
  /** In alphabetical order. */
  readonly names: readonly string[]
  /** Those that changed, as they were: without those that are new. */
  readonly before: Readonly<Record<string, unknown>>
  /** And as they are: without those that are gone. */
  readonly after: Readonly<Record<string, unknown>>
}

type Members = Readonly<Record<string, string | boolean | null>>

/** What differs between two records of plain values; null: nothing. */
export function changedMembers(before: Members, after: Members): ChangedMembers | null {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => valueOf(before, name) !== valueOf(after, name))
    .toSorted()
  return names.length === 0 ? null : { names, before: pick(before, names), after: pick(after, names) }
}

// A name such as `constructor` is there on every object.
function valueOf(members: Members, name: string): Members[string] | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined
}

function pick(members: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)))
}
