import { type Checked, type ParametersPlan, checkParameters, planParameters } from './check-parameters.ts'
import type { ParametersEntry } from '../operation-table.ts'
import type { LooseParameters } from '../request-type.ts'
import type { SchemaCompiler } from '../schema-compiler.ts'
import { decodePercent } from './urlencoded.ts'

export interface PathPlan {
  /** In the order of the template. */
  readonly names: readonly string[]
  readonly parameters: ParametersPlan
}

export function planPath(entry: ParametersEntry, template: string, schemas: SchemaCompiler): PathPlan {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')
  for (const name of names) {
    if (!Object.hasOwn(entry, name))
      throw new Error(`The path ${template} has a parameter that the document does not declare.`)
  }
  return { names, parameters: planParameters(entry, schemas, 'path') }
}

/** Takes the router's captures, undecoded. A prefix that it is mounted at may have captures of its own; they come first. */
export function checkPath({ names, parameters }: PathPlan, captures: readonly string[]): Checked {
  const loose: LooseParameters = Object.create(null)
  let index = captures.length - names.length
  for (const name of names) {
    loose[name] = captures[index] ?? ''
    index += 1
  }
  return checkParameters(parameters, loose)
}

/** What can be read of a path that was refused. */
export function loosePath({ names }: PathPlan, captures: readonly string[]): LooseParameters {
  const values: LooseParameters = Object.create(null)
  for (const [index, name] of names.entries()) {
    const text = decodePercent(captures[captures.length - names.length + index] ?? '')
    if (text !== undefined) values[name] = text
  }
  return values
}
