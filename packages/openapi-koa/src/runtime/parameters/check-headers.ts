import type { IncomingHttpHeaders } from 'node:http'
import { type Checked, type ParametersPlan, checkParameters, planParameters } from './check-parameters.ts'
import type { ParametersEntry } from '../operation-table.ts'
import type { LooseParameters } from '../request-type.ts'
import type { SchemaCompiler } from '../schema-compiler.ts'

/** The schema knows the document's spelling, Node and the handler use lower case. RFC 9110 §5.1 */
export interface HeadersPlan {
  readonly parameters: ParametersPlan
  readonly names: readonly { readonly declared: string; readonly lowerCase: string }[]
}

export function planHeaders(entry: ParametersEntry, schemas: SchemaCompiler): HeadersPlan {
  return {
    parameters: planParameters(entry, schemas, 'header'),
    names: Object.keys(entry).map((declared) => ({ declared, lowerCase: declared.toLowerCase() })),
  }
}

export function looseHeaders(plan: HeadersPlan, headers: IncomingHttpHeaders): LooseParameters {
  const loose: LooseParameters = Object.create(null)
  for (const { declared, lowerCase } of plan.names) {
    const value = headers[lowerCase]
    if (value !== undefined) loose[declared] = value
  }
  return loose
}

export function checkHeaders(plan: HeadersPlan, loose: LooseParameters): Checked {
  const checked = checkParameters(plan.parameters, loose)
  if (!checked.ok) return checked
  const output = new Map<string, unknown>(Object.entries(checked.value ?? {}))
  const values: Record<string, unknown> = {}
  for (const { declared, lowerCase } of plan.names) {
    if (output.has(declared)) values[lowerCase] = output.get(declared)
  }
  return { ok: true, value: values }
}
