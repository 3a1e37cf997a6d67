import type { Steps } from '../document/document-error.ts'
import { type Comparison, type Direction, type Rule, narrowed, widened } from './change.ts'

/** Where a comparison of two schemas stands. */
export interface Place {
  readonly comparison: Comparison
  readonly direction: Direction
  /** What people call it: `the response member items[].id`. */
  readonly name: string
  /** In the new document. */
  readonly where: Steps
  /** Pairs that are being compared already: schemas may refer to themselves. */
  readonly seen: ReadonlySet<string>
}

/** @param way which values fit now: fewer, more, others, or the same ones */
export function say(place: Place, rule: Rule, way: 'narrowed' | 'widened' | 'both' | 'neither', message: string): void {
  const breaks = way === 'narrowed' ? narrowed(place.direction) : way === 'widened' ? widened(place.direction) : way
  place.comparison.changes.add(place.comparison.subject, rule, breaks, message, place.where)
}

export const shown = (value: unknown): string => JSON.stringify(value)
export const listed = (values: Iterable<unknown>): string => [...values].map(shown).join(', ')
