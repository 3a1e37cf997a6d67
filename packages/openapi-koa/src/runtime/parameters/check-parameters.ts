import type { InvalidRequestReason } from '../refusals/invalid-request.ts'
import type { JsonSchema, ParametersEntry } from '../operation-table.ts'
import type { LooseParameters } from '../request-type.ts'
import type { Check, SchemaCompiler, SchemaIssue } from '../schema-compiler.ts'
import { type TextPlace, readsRaw } from './style-of.ts'
import { ABSENT, type TextReader, readerOf } from './text-reader.ts'
import { undeclaredIn } from './undeclared-names.ts'

export interface Refusal {
  readonly reason: InvalidRequestReason
  readonly name?: string
  readonly path: readonly (string | number)[]
  readonly detail?: string
  /** When it is not the one that the reason suggests. */
  readonly status?: 413
}

export type Checked = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal }

/** A declared group of parameters: what reads each from text, and one check of them all. */
export interface ParametersPlan {
  readonly declared: readonly DeclaredParameter[]
  /** Names whose text is needed undecoded, too; see `parseUrlencoded`. */
  readonly rawNames: ReadonlySet<string> | undefined
  readonly check: Check
}

export interface DeclaredParameter {
  readonly name: string
  readonly read: TextReader
}

/** @param schema of the group as one object; absent: made of the parameters' own */
export function planParameters(
  entry: ParametersEntry,
  schemas: SchemaCompiler,
  place: TextPlace,
  schema: JsonSchema = groupSchema(entry),
): ParametersPlan {
  const parameters = Object.entries(entry)
  const isUndeclared = undeclaredIn(entry)
  const raw = parameters.filter(([, parameter]) => readsRaw(parameter)).map(([name]) => name)
  return {
    declared: parameters.map(([name, parameter]) => ({ name, read: readerOf(name, parameter, place, isUndeclared) })),
    rawNames: raw.length > 0 ? new Set(raw) : undefined,
    check: schemas.compile(schema),
  }
}

function groupSchema(entry: ParametersEntry): JsonSchema {
  const parameters = Object.entries(entry)
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(([name, { schema }]) => [name, schema])),
    required: parameters.filter(([, { required }]) => required === true).map(([name]) => name),
  }
}

/**
 * Undeclared names are left out: they are ignored, also when repeated.
 * @param raw the same before escapes were decoded, of the plan's `rawNames`
 */
export function checkParameters(
  plan: ParametersPlan,
  values: Readonly<LooseParameters>,
  raw: Readonly<LooseParameters> = values,
): Checked {
  const input: Record<string, unknown> = {}
  let others: Map<string, unknown[]> | undefined
  for (const { name, read } of plan.declared) {
    const result = read(values, raw)
    if (result === undefined) continue
    if (!result.ok) return refused(result.reason, name, result.path)
    input[name] = result.value
    if (result.others) (others ??= new Map()).set(name, [...result.others])
  }
  for (;;) {
    const issue = checkGroup(plan.check, input)
    if (issue === undefined) return { ok: true, value: input }
    // Text can often be read in more than one way. What the schema refuses is read in the next one.
    const name = String(issue.path[0])
    const other = others?.get(name)
    if (!other || other.length === 0) return { ok: false, refusal: refusalOf(named(issue)) }
    const value = other.shift()
    if (value === ABSENT) Reflect.deleteProperty(input, name)
    else input[name] = value
  }
}

function refused(reason: InvalidRequestReason, name: string, path: Refusal['path'] = []): Checked {
  return { ok: false, refusal: { reason, name, path: [name, ...path] } }
}

/** A schema that refers to itself calls itself, and JSON can be nested deeper than calls. */
function checkGroup(check: Check, input: object): SchemaIssue | undefined {
  try {
    return check(input)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { path: [], isMissing: false, message: 'it is nested too deeply' }
  }
}

/** A parameter may be called `1`, and is no index then. */
function named(issue: SchemaIssue): SchemaIssue {
  const [name, ...path] = issue.path
  return name === undefined ? issue : { ...issue, path: [String(name), ...path] }
}

export function checkValue(check: Check, value: unknown): Checked {
  const issue = check(value)
  return issue === undefined ? { ok: true, value } : { ok: false, refusal: refusalOf(issue) }
}

function refusalOf({ path, isMissing, message }: SchemaIssue): Refusal {
  const [name] = path
  return {
    reason: isMissing ? 'missing' : 'invalid',
    path,
    ...(typeof name === 'string' && { name }),
    ...(!isMissing && { detail: message }),
  }
}
