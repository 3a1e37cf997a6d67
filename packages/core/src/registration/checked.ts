/** What a check answers: the value to use from here on, or one sentence: what is wrong and what to write instead. */
export type Checked<Value> = { readonly ok: true; readonly value: Value } | Refused

export interface Refused {
  readonly ok: false
  /** One line without a full stop, fit to follow the name of the field or option that it is about. */
  readonly problem: string
  /** Where in the value, as a JSON Pointer (RFC 6901): `/0`. */
  readonly at?: string
  /** Where several members were looked at: everything that is wrong with them, `problem` being the first. */
  readonly members?: readonly RefusedMember[]
}

export interface RefusedMember {
  /** A JSON Pointer: `/redirect_uris/0`. */
  readonly pointer: string
  readonly problem: string
}

export function accepted<Value>(value: Value): Checked<Value> {
  return { ok: true, value }
}

export function refused(problem: string, at?: string): Refused {
  return at === undefined ? { ok: false, problem } : { ok: false, problem, at }
}

/** Collects what is wrong with the members of one input. */
export class MemberProblems {
  readonly #members: RefusedMember[] = []

  /** The value of a check, or undefined when the member is wrong. */
  take<Value>(pointer: string, checked: Checked<Value>): Value | undefined {
    if (checked.ok) return checked.value
    this.add(`${pointer}${checked.at ?? ''}`, checked.problem)
    return undefined
  }

  add(pointer: string, problem: string): void {
    this.#members.push({ pointer, problem })
  }

  /** null: nothing is wrong. */
  refusal(): Refused | null {
    const [first] = this.#members
    return first === undefined ? null : { ok: false, problem: first.problem, members: this.#members }
  }
}
