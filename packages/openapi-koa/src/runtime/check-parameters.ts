import type { ParameterKind, ParametersEntry, Validator, ValidatorIssue } from './operation-table.ts'
import type { InvalidRequestReason } from './invalid-request.ts'
import type { LooseParameters } from './request-type.ts'

export interface Refusal {
  readonly reason: InvalidRequestReason
  readonly name?: string
  readonly path: readonly (string | number)[]
  readonly detail?: string
  /** When it is not the one that the reason suggests. */
  readonly status?: 413
}

export type Checked = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal }

/** A declared group of parameters, with its names listed once. */
export interface ParametersPlan {
  readonly declared: readonly DeclaredParameter[]
  readonly validator: Validator
}

export interface DeclaredParameter {
  readonly name: string
  readonly type: 'string' | 'number' | 'boolean'
  /** May be repeated; its value is always an array. */
  readonly many: boolean
}

export function planParameters(entry: Pick<ParametersEntry, 'parameters' | 'validator'>): ParametersPlan {
  return {
    declared: Object.entries(entry.parameters).map(([name, kind]) => ({ name, ...parameterType(kind) })),
    validator: entry.validator,
  }
}

function parameterType(kind: ParameterKind): Omit<DeclaredParameter, 'name'> {
  const many = kind.endsWith('[]')
  const type = many ? kind.slice(0, -2) : kind
  return { type: type === 'number' || type === 'boolean' ? type : 'string', many }
}

/** Undeclared names are left out: they are ignored, also when repeated. */
export function checkParameters(plan: ParametersPlan, loose: Readonly<LooseParameters>): Checked {
  const input: Record<string, unknown> = {}
  for (const { name, type, many } of plan.declared) {
    const value = loose[name]
    if (value === undefined) continue
    if (many) {
      input[name] = (typeof value === 'string' ? [value] : value).map((item) => fromText(item, type))
    } else if (typeof value === 'string') {
      input[name] = type === 'string' ? value : fromText(value, type)
    } else {
      return { ok: false, refusal: { reason: 'repeated', name, path: [name] } }
    }
  }
  return validate(plan.validator, input)
}

export function validate(validator: Validator, input: unknown): Checked {
  const result = validator.safeParse(input)
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, refusal: refusalOf(result.error?.issues[0], input) }
}

function refusalOf(issue: ValidatorIssue | undefined, input: unknown): Refusal {
  const path = (issue?.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step))
  const [name] = path
  const reason = valueAt(input, path) === undefined ? 'missing' : 'invalid'
  return {
    reason,
    path,
    ...(typeof name === 'string' && { name }),
    ...(reason === 'invalid' && issue && { detail: issue.message }),
  }
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, step)?.value
  }
  return value
}

/** The grammar of JSON numbers: `0x10`, `1_000`, `Infinity` and blanks stay text, which the validator then refuses. */
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/

export function fromText(text: string, type: DeclaredParameter['type']): unknown {
  if (type === 'number') return NUMBER.test(text) ? Number(text) : text
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text)
  return text
}
