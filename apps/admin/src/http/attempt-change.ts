import { attempt, type Attempt, type Problem } from './attempt.ts'

/** What came of a change, with the record as it is now. */
export type Change<Record> =
  | { readonly ok: true; readonly record: Record }
  | {
      readonly ok: false
      readonly problem: Problem
      readonly record: Record
      /** What the next try rests on: the state that the person has seen. */
      readonly etag: string
    }

interface Answer<Record> {
  readonly body: Record
  readonly etag: string | null
}

/**
 * Sends a change that rests on what the form was made of. When somebody was faster, the next try rests on what they made
 * of it, which the page then has to show; when the record has become what was asked for, the form was sent twice.
 */
export async function attemptChange<Changes extends object, Record extends object>(options: {
  /** The `etag` of the form. */
  readonly ifMatch: string
  /** What was read out of it. */
  readonly changes: Attempt<Changes>
  readonly send: (changes: Changes) => Promise<Answer<Record>>
  readonly read: () => Promise<Answer<Record>>
}): Promise<Change<Record>> {
  const { ifMatch, changes, send, read } = options
  const sent = changes.ok ? await attempt(() => send(changes.value)) : changes
  if (sent.ok) return { ok: true, record: sent.value.body }
  const { problem } = sent
  const { body: record, etag } = await read()
  if (problem.isStale !== true) return { ok: false, problem, record, etag: ifMatch }
  if (changes.ok && isAlready(record, changes.value)) return { ok: true, record }
  return { ok: false, problem, record, etag: etag ?? '*' }
}

function isAlready(record: object, changes: object): boolean {
  const members = new Map<string, unknown>(Object.entries(record))
  return Object.entries(changes).every(([name, value]) => canonical(members.get(name)) === canonical(value))
}

/** The same text for the same members and values in any order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
  return `{${members.toSorted().join()}}`
}
