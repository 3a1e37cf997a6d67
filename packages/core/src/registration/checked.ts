/** What a check answers: the value to use from here on, or one sentence: what is wrong and what to write instead. */
export type Checked<Value> = { readonly ok: true; readonly value: Value } | Refused

export interface Refused {
  readonly ok: false
  /** One line without a full stop, fit to follow the name of the field or option that it is about. */
  readonly problem: string
}

export function accepted<Value>(value: Value): Checked<Value> {
  return { ok: true, value }
}

export function refused(problem: string): Refused {
  return { ok: false, problem }
}
