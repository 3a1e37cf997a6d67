import type { ParametersEntry, Validator } from './operation-table.ts'
import { type Checked, type DeclaredParameter, fromText, planParameters, validate } from './check-parameters.ts'
import type { LooseParameters } from './request-type.ts'
import { decodePercent } from './urlencoded.ts'

export interface PathPlan {
  /** In the order of the template. */
  readonly parameters: readonly DeclaredParameter[]
  readonly validator: Validator
}

export function planPath(entry: ParametersEntry, template: string): PathPlan {
  const { declared, validator } = planParameters(entry)
  const named = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
  const parameters = named.map((name) => {
    const parameter = declared.find((candidate) => candidate.name === name)
    if (!parameter) throw new Error(`The path ${template} has a parameter that the document does not declare.`)
    return parameter
  })
  return { parameters, validator }
}

/** Takes the router's captures, undecoded. A prefix that it is mounted at may have captures of its own; they come first. */
export function checkPath({ parameters, validator }: PathPlan, captures: readonly string[]): Checked {
  const input: Record<string, unknown> = {}
  let index = captures.length - parameters.length
  for (const { name, type } of parameters) {
    const text = decodePercent(captures[index] ?? '')
    if (text === undefined) return { ok: false, refusal: { reason: 'malformed', name, path: [name] } }
    input[name] = fromText(text, type)
    index += 1
  }
  return validate(validator, input)
}

/** What can be read of a path that was refused. */
export function loosePath({ parameters }: PathPlan, captures: readonly string[]): LooseParameters {
  const values: LooseParameters = Object.create(null)
  for (const [index, { name }] of parameters.entries()) {
    const text = decodePercent(captures[captures.length - parameters.length + index] ?? '')
    if (text !== undefined) values[name] = text
  }
  return values
}
