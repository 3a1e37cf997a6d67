import type { Problem } from './attempt.ts'

/** A form as it is to be shown. */
export interface FormState {
  readonly fields: URLSearchParams
  /** What it rests on, sent along unseen: the `etag` of the record, and the fields as the record had them. */
  readonly hidden: { readonly etag: string; readonly before: string }
}

/** What became of a form that was sent and refused; without `typed` it is new. */
export interface FormInput {
  readonly etag: string
  readonly typed?: URLSearchParams
  readonly problem?: Problem
}

/**
 * A refused form keeps what was typed. When somebody was faster, only what the person changed is kept, and everything
 * else becomes what it is now.
 * @param current the fields as the record has them now
 */
export function formState(current: URLSearchParams, { etag, typed, problem }: FormInput): FormState {
  if (typed === undefined) return { fields: current, hidden: { etag, before: current.toString() } }
  const before = typed.get('before') ?? ''
  if (problem?.isStale !== true) return { fields: typed, hidden: { etag, before } }
  const fields = changedFrom(new URLSearchParams(before), typed, current)
  return { fields, hidden: { etag, before: current.toString() } }
}

function changedFrom(before: URLSearchParams, typed: URLSearchParams, current: URLSearchParams): URLSearchParams {
  const fields = new URLSearchParams(current)
  for (const name of new Set([...before.keys(), ...typed.keys()])) {
    if (valuesOf(before, name) === valuesOf(typed, name)) continue
    fields.delete(name)
    for (const value of typed.getAll(name)) fields.append(name, value)
  }
  return fields
}

// A browser sends the lines of a text field with CRLF.
const valuesOf = (form: URLSearchParams, name: string): string =>
  JSON.stringify(form.getAll(name).map((value) => value.replaceAll('\r\n', '\n').trim()))
