import { isDeepStrictEqual } from 'node:util'

export interface DescribedChange {
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

/** Those of the changes that make a difference. */
export function changedMembers<Whole extends object>(before: Whole, changes: Partial<Whole>): Partial<Whole> {
  const was = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(changes).filter(([name, value]) => !isDeepStrictEqual(was.get(name), value))
  // Some of the entries of what was a part of the record.
  return Object.fromEntries(changed) as Partial<Whole>
}

/** Members that will differ, as they are and as they will be. */
export function describeChange<Whole extends object>(before: Whole, changes: Partial<Whole>): DescribedChange {
  const was = new Map<string, unknown>(Object.entries(before))
  const after = Object.entries(changedMembers(before, changes))
  return { before: Object.fromEntries(after.map(([name]) => [name, was.get(name)])), after: Object.fromEntries(after) }
}
