import type { Steps } from './document-error.ts'
import { type JsonObject, type MutableJsonObject, follow, isObject, listAt, objectAt, stepsOf } from './json.ts'
import { partsOf, propertiesOf } from './schema-parts.ts'

export interface Dispatch {
  readonly keyword: 'oneOf' | 'anyOf'
  readonly propertyName: string
  readonly alternatives: readonly Alternative[]
}

interface Alternative {
  readonly schema: unknown
  readonly index: number
  /** Of the property, when this alternative is meant. */
  readonly values: readonly unknown[]
  /** It asks for the property, so that it is not meant where that is missing. */
  readonly isRequired: boolean
}

/**
 * Which value of the discriminator stands for which alternative; undefined when there is none, or when an alternative has
 * no value of its own. https://spec.openapis.org/oas/v3.1.1#discriminator-object
 */
export function dispatchOf(document: JsonObject, schema: MutableJsonObject, where: Steps): Dispatch | undefined {
  const { discriminator } = schema
  if (!isObject(discriminator) || typeof discriminator['propertyName'] !== 'string') return undefined
  const keyword = Array.isArray(schema['oneOf']) ? 'oneOf' : Array.isArray(schema['anyOf']) ? 'anyOf' : undefined
  if (!keyword) return undefined
  const { propertyName } = discriminator
  const mapping = objectAt(discriminator, 'mapping')
  const alternatives = listAt(schema, keyword).map((alternative, index) => ({
    schema: alternative,
    index,
    values: valuesOf(document, alternative, propertyName, mapping, where),
    isRequired: partsOf(document, alternative, where).some((part) => listAt(part, 'required').includes(propertyName)),
  }))
  const all = alternatives.flatMap(({ values }) => values)
  const isTotal = alternatives.every(({ values }) => values.length > 0) && new Set(all).size === all.length
  return isTotal ? { keyword, propertyName, alternatives } : undefined
}

function valuesOf(
  document: JsonObject,
  alternative: unknown,
  propertyName: string,
  mapping: JsonObject,
  where: Steps,
): readonly unknown[] {
  const ref = isObject(alternative) && typeof alternative['$ref'] === 'string' ? alternative['$ref'] : undefined
  if (ref !== undefined) {
    const name = stepsOf(ref, where).at(-1)
    const mapped = Object.entries(mapping).flatMap(([value, target]) =>
      target === ref || target === name ? [value] : [],
    )
    if (mapped.length > 0) return mapped
  }
  const named = propertiesOf(document, alternative, where).get(propertyName) ?? []
  const properties = named.map((property) => follow(document, property, where).value)
  const constant = properties.find((property) => 'const' in property)
  if (constant) return [constant['const']]
  const own = follow(document, alternative, where).value
  const listed = listAt(follow(document, objectAt(own, 'properties')[propertyName], where).value, 'enum')
  if (listed.length > 0) return listed
  // A name by itself says nothing about what is a choice again.
  const isChoice = 'oneOf' in own || 'anyOf' in own
  const implicit = ref === undefined || isChoice ? undefined : stepsOf(ref, where).at(-1)
  return implicit === undefined ? [] : [implicit]
}
