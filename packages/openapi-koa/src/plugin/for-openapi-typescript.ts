import { type JsonObject, isObject, objectAt, resolve } from './json.ts'

/**
 * A copy of the document for openapi-typescript, which takes every response header behind a `$ref` for a required one:
 * where the header is not required, its definition stands in place of the reference.
 */
export function forOpenapiTypescript(document: JsonObject): JsonObject {
  const copy = structuredClone(document)
  for (const response of responsesIn(copy)) {
    const headers = objectAt(response, 'headers')
    for (const [name, header] of Object.entries(headers)) {
      const definition = resolve(document, header, ['components', 'headers'])
      if (definition !== header && definition['required'] !== true) headers[name] = structuredClone(definition)
    }
  }
  return copy
}

/** Responses stand under a status of an operation, or under their names in the components. */
function responsesIn(document: JsonObject): JsonObject[] {
  const pathItems = ['paths', 'webhooks'].flatMap((section) => Object.values(objectAt(document, section)))
  pathItems.push(...Object.values(objectAt(objectAt(document, 'components'), 'pathItems')))
  const operations = pathItems.flatMap((item) => (isObject(item) ? Object.values(item) : []))
  const groups = operations.map((operation) => objectAt(operation, 'responses'))
  groups.push(objectAt(objectAt(document, 'components'), 'responses'))
  return groups.flatMap((group) => Object.values(group)).filter(isObject)
}
