import * as fc from 'fast-check'
import { type JsonObject, isObject, listAt, objectAt } from '../document/json.ts'
import { mergeSchemas } from './merge-schemas.ts'

/**
 * Values of a union whose alternatives are told apart by one member; undefined: nothing of the kind.
 * https://spec.openapis.org/oas/v3.1.1#discriminator-object
 */
export function arbitraryOfDiscriminated(
  document: JsonObject,
  schema: JsonObject,
  keyword: 'oneOf' | 'anyOf',
  make: (schema: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> | undefined {
  const { discriminator, [keyword]: _, ...base } = schema
  if (!isObject(discriminator)) return undefined
  const { propertyName } = discriminator
  if (typeof propertyName !== 'string') return undefined
  const mapping = Object.entries(objectAt(discriminator, 'mapping'))
  const alternatives = listAt(schema, keyword).map((alternative) => {
    const merged = mergeSchemas(document, [base, alternative])
    const ref = isObject(alternative) ? String(alternative['$ref']) : ''
    const name = ref.split('/').at(-1) ?? ''
    const mapped = mapping
      .filter(([, target]) => ref.endsWith(String(target)) || name === target)
      .map(([value]) => value)
    const property = mergeSchemas(document, [objectAt(merged, 'properties')[propertyName]])
    const isFixed = 'const' in property || 'enum' in property
    if (isFixed) return make(merged)
    const values = mapped.length > 0 ? mapped : [name]
    return make({ ...merged, properties: { ...objectAt(merged, 'properties'), [propertyName]: { enum: values } } })
  })
  return fc.oneof(...alternatives)
}
