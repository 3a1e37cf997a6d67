import { isObject, linksOf, type ContractDocument, type Requirement } from '@identity-hub/contract-tests/conformance'

/** A part of the OpenAPI document that can be named. */
export interface DocumentPlace {
  /** `authorize`, `authorize redirect_uri`, `authorize 303`, `TokenResponse`, `TokenResponse.scope` */
  readonly label: string
  /** JSON pointer. */
  readonly pointer: string
  /** What it says of itself, its links included. */
  readonly text: string
}

/** Every operation, parameter and response, every component, and every property of a schema; by label. */
export function documentPlaces({ raw, operations }: ContractDocument): ReadonlyMap<string, DocumentPlace> {
  const places = new Map<string, DocumentPlace>()
  const add = (label: string, pointer: string, value: unknown) => {
    if (places.has(label)) throw new Error(`Two parts of the document are called ${label}`)
    places.set(label, { label, pointer, text: textOf(value) })
  }
  const addOperation = (pointer: string, operation: unknown) => {
    const { operationId, parameters, responses } = membersOf(operation)
    const name = String(operationId)
    add(name, pointer, operation)
    for (const [index, parameter] of (Array.isArray(parameters) ? parameters : []).entries())
      add(`${name} ${String(membersOf(parameter)['name'])}`, `${pointer}/parameters/${index}`, parameter)
    for (const [status, response] of Object.entries(membersOf(responses)))
      add(`${name} ${status}`, `${pointer}/responses/${status}`, response)
  }

  const { paths, webhooks, components } = raw
  for (const { path, method, pointer } of operations)
    addOperation(pointer, membersOf(membersOf(paths)[path])[method.toLowerCase()])
  for (const [name, item] of Object.entries(membersOf(webhooks)))
    for (const [method, operation] of Object.entries(membersOf(item)))
      addOperation(`/webhooks/${name}/${method}`, operation)
  for (const [kind, named] of Object.entries(membersOf(components)))
    for (const [name, component] of Object.entries(membersOf(named))) {
      add(name, `/components/${kind}/${name}`, component)
      for (const [property, schema] of Object.entries(membersOf(membersOf(component)['properties'])))
        add(`${name}.${property}`, `/components/${kind}/${name}/properties/${property}`, schema)
    }
  return places
}

/** The places that cite a section which the requirement comes from. */
export function placesThatCite(
  { sources }: Pick<Requirement, 'sources'>,
  places: ReadonlyMap<string, DocumentPlace>,
): readonly string[] {
  const sections = sources
    .flatMap(linksOf)
    .filter(({ text, url }) => text.startsWith('RFC') && url?.includes('#') === true)
    .flatMap(({ text, url }) => [text, url ?? text])
    // §4.1 is not §4.1.2, and not §4.12 either.
    .map((cited) => new RegExp(String.raw`${cited.replaceAll('.', String.raw`\.`)}(?!\.?\w)`))
  return [...places.values()]
    .filter(({ text }) => sections.some((section) => section.test(text)))
    .map(({ label }) => label)
}

function textOf(value: unknown): string {
  const { summary, description, externalDocs } = membersOf(value)
  return [summary, description, ...Object.values(membersOf(externalDocs))]
    .filter((part) => typeof part === 'string')
    .join('\n')
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}
