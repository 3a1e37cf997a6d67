import type { SecurityAlternative, SecuritySchemeEntry, SecuritySchemesEntry } from '../runtime/operation-table.ts'
import { DocumentError, type Steps } from './document-error.ts'
import { type JsonObject, follow, isObject, objectAt } from './json.ts'

/** The schemes that operations ask for, by name. */
export function readSecuritySchemes(document: JsonObject, used: ReadonlySet<string>): SecuritySchemesEntry {
  const declared = objectAt(objectAt(document, 'components'), 'securitySchemes')
  return Object.fromEntries(
    Object.keys(declared)
      .filter((name) => used.has(name))
      .map((name) => {
        const where = ['components', 'securitySchemes', name]
        return [name, readScheme(follow(document, declared[name], where).value, where)]
      }),
  )
}

/** https://spec.openapis.org/oas/v3.1.1#security-scheme-object */
function readScheme(scheme: JsonObject, where: Steps): SecuritySchemeEntry {
  const { type, name, in: location, scheme: named } = scheme
  if (type === 'http' && typeof named === 'string' && TOKEN.test(named)) {
    const lowerCase = named.toLowerCase()
    return lowerCase === 'basic' || lowerCase === 'bearer' ? { type: lowerCase } : { type: 'http', scheme: lowerCase }
  }
  if (type === 'oauth2' || type === 'openIdConnect') return { type: 'bearer' }
  if (type === 'mutualTLS') return { type }
  if (type === 'apiKey' && typeof name === 'string' && name !== '') {
    if (location === 'header' || location === 'query' || location === 'cookie') return { type, in: location, name }
  }
  throw new DocumentError('This security scheme is none that OpenAPI knows.', where)
}

/** RFC 9110 §5.6.2 */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/

/** What an operation asks for: its own `security`, or else the document's. Undefined: nothing. */
export function readSecurity(
  document: JsonObject,
  operation: JsonObject,
  where: Steps,
): readonly SecurityAlternative[] | undefined {
  const isOwn = operation['security'] !== undefined
  const at = [...(isOwn ? where : []), 'security']
  const declared = isOwn ? operation['security'] : (document['security'] ?? [])
  // What is written differently would silently ask for less, or for nothing.
  if (!Array.isArray(declared)) throw new DocumentError('Security is a list of alternatives.', at)
  const alternatives = declared.map((alternative: unknown, index) =>
    readAlternative(document, alternative, [...at, index]),
  )
  return alternatives.every((alternative) => Object.keys(alternative).length === 0) ? undefined : alternatives
}

function readAlternative(document: JsonObject, alternative: unknown, at: Steps): SecurityAlternative {
  if (!isObject(alternative)) throw new DocumentError('An alternative has schemes by name.', at)
  const schemes = objectAt(objectAt(document, 'components'), 'securitySchemes')
  return Object.fromEntries(
    Object.entries(alternative).map(([name, scopes]) => {
      if (!Object.hasOwn(schemes, name)) throw new DocumentError(`There is no security scheme ${name}.`, [...at, name])
      if (!isTextList(scopes)) throw new DocumentError('Scopes are a list of texts.', [...at, name])
      return [name, scopes]
    }),
  )
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
