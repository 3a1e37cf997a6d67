import type { DocumentEntry, OperationEntry, OperationTable } from '../runtime/operation-table.ts'
import { checkPaths } from './check-paths.ts'
import { DocumentError, type Steps } from './document-error.ts'
import { type DocumentWarning, WarningList } from './document-warning.ts'
import { type JsonObject, follow, listAt, objectAt } from './json.ts'
import { type NamedOperation, nameOperations } from './name-operations.ts'
import { readBody } from './read-body.ts'
import { readParameters } from './read-parameters.ts'
import { readResponses } from './read-responses.ts'
import { readSecurity, readSecuritySchemes } from './read-security.ts'
import { SchemaReader } from './schema-reader.ts'

export interface ReadDocument {
  readonly entry: DocumentEntry
  readonly warnings: readonly DocumentWarning[]
}

/** What the schemas of a document may be written in. https://spec.openapis.org/oas/v3.1.1#specifying-schema-dialects */
const DIALECTS: ReadonlySet<unknown> = new Set([
  'https://spec.openapis.org/oas/3.1/dialect/base',
  'https://json-schema.org/draft/2020-12/schema',
])

/** Everything that the runtime needs to know of a document; throws what is unsupported, with its place. */
export function readDocument(document: JsonObject): ReadDocument {
  const version = document['openapi']
  if (typeof version !== 'string' || !/^3\.[01]\./.test(version)) {
    throw new DocumentError(`OpenAPI 3.0 and 3.1 are supported; this is ${JSON.stringify(version)}.`, ['openapi'])
  }
  const warnings = new WarningList()
  const dialect = document['jsonSchemaDialect']
  if (dialect !== undefined && !DIALECTS.has(dialect)) warnings.add('unsupported-keyword', 'jsonSchemaDialect', [])
  const schemas = new SchemaReader(document, warnings)
  const named = nameOperations(document, warnings)
  checkPaths(named)
  const read = (kind: NamedOperation['kind']): OperationTable =>
    Object.fromEntries(
      named
        .filter((operation) => operation.kind === kind)
        .map((operation) => [operation.operationId, readOperation({ document, schemas, warnings }, operation)]),
    )
  const tables = { operations: read('operation'), webhooks: read('webhook'), callbacks: read('callback') }
  const entries: OperationEntry[] = Object.values(tables).flatMap((table) => Object.values(table))
  const used = new Set(entries.flatMap(({ security }) => (security ?? []).flatMap((one) => Object.keys(one))))
  return {
    entry: { ...tables, securitySchemes: readSecuritySchemes(document, used), definitions: schemas.definitions() },
    warnings: warnings.all(),
  }
}

function readOperation(
  reading: { document: JsonObject; schemas: SchemaReader; warnings: WarningList },
  { kind, key, method, where, operationId }: NamedOperation,
): OperationEntry {
  const { document, warnings } = reading
  const pathItem = follow(document, valueOf(document, where.slice(0, -1)), where).value
  const operation = objectAt(pathItem, method)
  const parameters = readParameters(reading, pathItem, operation, where)
  if (kind === 'operation') checkPathParameters(key, Object.keys(parameters.path ?? {}), where)
  const body = readBody(reading, operation, where)
  const security = kind === 'operation' ? readSecurity(document, operation, where) : undefined
  if (kind !== 'operation' && listAt(operation, 'security').length > 0) {
    warnings.add('unasked-security', operationId, [...where, 'security'])
  }
  return {
    method: method.toUpperCase(),
    ...(kind === 'operation' && { path: key }),
    request: { ...parameters, ...(body && { body }) },
    responses: readResponses(reading, operation, where),
    ...(security && { security }),
  }
}

function valueOf(document: JsonObject, steps: Steps): unknown {
  let value: unknown = document
  // A path item on the way may be a reference itself.
  for (const step of steps) value = follow(document, value, steps).value[step]
  return value
}

/** A parameter that one side does not know would always be missing, or never be checked. */
function checkPathParameters(template: string, declared: readonly string[], where: Steps): void {
  const named = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')
  for (const name of named) {
    if (!declared.includes(name)) throw new DocumentError(`The path parameter ${name} is not declared.`, where)
  }
  for (const name of declared) {
    if (!named.includes(name)) throw new DocumentError(`The path has no {${name}}.`, where)
  }
}
