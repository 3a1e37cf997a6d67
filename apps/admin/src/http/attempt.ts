import { ManagementError } from '@identity-hub/client/management'

/** What the hub has against a form. */
export interface Problem {
  /** One sentence. */
  readonly detail: string
  /** By JSON Pointer into what was sent, each a sentence. */
  readonly fields: ReadonlyMap<string, string>
  /** Somebody changed meanwhile what the form was made of. */
  readonly isStale?: boolean
}

export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

/** What a person can mend by typing something else comes back as a problem; everything else is thrown on. */
const MENDABLE: ReadonlySet<number> = new Set([400, 403, 409, 412, 422])

/** What the hub says to programs, where people need other words. */
const WORDS: { readonly [code in ManagementError['code']]?: string } = {
  changed_meanwhile: 'Somebody changed this since you opened it.',
  idempotency_key_reused:
    'This form was sent before, with something else in it. Look at what came of that before you send it again.',
}

export async function attempt<Value>(work: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof ManagementError) || !MENDABLE.has(error.status)) throw error
    const { code, status, errors } = error
    const fields = new Map(errors.map(({ pointer, detail }) => [pointer, sentence(plain(detail))]))
    return { ok: false, problem: { detail: WORDS[code] ?? error.detail, fields, isStale: status === 412 } }
  }
}

/** The same problem where a form has its fields elsewhere than the API its members. */
export function moved(problem: Problem, to: (pointer: string) => string): Problem {
  return { ...problem, fields: new Map([...problem.fields].map(([pointer, detail]) => [to(pointer), detail])) }
}

/** What these pages find wrong themselves. */
export function problemAt(pointer: string, detail: string): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { detail, fields: new Map([[pointer, detail]]) } }
}

/** The same for a deletion, which is done when there is nothing to delete: somebody pressed the button twice. */
export async function attemptDeletion(work: () => Promise<unknown>): Promise<Attempt<unknown>> {
  try {
    return await attempt(work)
  } catch (error) {
    if (error instanceof ManagementError && error.status === 404) return { ok: true, value: undefined }
    throw error
  }
}

/** What a schema has against a value, for people. */
function plain(detail: string): string {
  if (/^must match (pattern|format)/.test(detail)) return 'it is not written as it has to be'
  if (detail === 'must NOT have fewer than 1 characters') return 'it is empty'
  return detail.startsWith('must ') ? `it ${detail.replace('NOT', 'not')}` : detail
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`
