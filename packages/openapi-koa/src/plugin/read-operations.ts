import { DocumentError } from './document-error.ts'
import { type JsonObject, isObject, objectAt, resolve } from './json.ts'
import { readNamedParts } from './named-parts.ts'
import { type BodyModel, readBody } from './read-body.ts'
import { type ParametersModel, readParameters } from './read-parameters.ts'

/** What the table says of one operation, but for its validators. */
export interface OperationModel {
  readonly operationId: string
  readonly kind: 'operation' | 'webhook'
  /** The path template, or the webhook's name. */
  readonly key: string
  /** In upper case. */
  readonly method: string
  readonly parameters: ParametersModel
  readonly body: BodyModel | undefined
  readonly responses: Readonly<Record<string, readonly string[]>>
  /** Schemas that stand for parts which hey-api would pass over; see `forHeyApi`. */
  readonly namedParts: Readonly<Record<string, string>>
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** All operations and webhooks, in the document's order. */
export function readOperations(document: JsonObject): OperationModel[] {
  const models = [...readPathItems(document, 'operation', 'paths'), ...readPathItems(document, 'webhook', 'webhooks')]
  const seen = new Set<string>()
  for (const { operationId, kind, key, method } of models) {
    if (seen.has(operationId)) {
      throw new DocumentError(`The operationId ${operationId} is used twice.`, [
        section(kind),
        key,
        method.toLowerCase(),
      ])
    }
    seen.add(operationId)
  }
  return models
}

function section(kind: OperationModel['kind']): string {
  return kind === 'webhook' ? 'webhooks' : 'paths'
}

function readPathItems(document: JsonObject, kind: OperationModel['kind'], name: string): OperationModel[] {
  return Object.entries(objectAt(document, name)).flatMap(([key, value]) => {
    const pathItem = resolve(document, value, [name, key])
    return METHODS.filter((method) => isObject(pathItem[method])).map((method) =>
      readOperation(document, pathItem, kind, key, method),
    )
  })
}

function readOperation(
  document: JsonObject,
  pathItem: JsonObject,
  kind: OperationModel['kind'],
  key: string,
  method: string,
): OperationModel {
  const where = [section(kind), key, method]
  const operation = objectAt(pathItem, method)
  const { operationId } = operation
  if (typeof operationId !== 'string') {
    throw new DocumentError('Give it an operationId: handlers are named by it.', where)
  }
  const parameters = readParameters(document, pathItem, operation, where)
  if (kind === 'operation') checkPathParameters(key, Object.keys(parameters.path), where)
  return {
    operationId,
    kind,
    key,
    method: method.toUpperCase(),
    parameters,
    body: readBody(document, operation, where),
    responses: readResponses(document, operation, where),
    namedParts: readNamedParts(operation),
  }
}

/** A parameter that one side does not know would always be missing, or never be checked. */
function checkPathParameters(template: string, declared: readonly string[], where: readonly string[]): void {
  const named = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')
  for (const name of named) {
    if (!declared.includes(name)) throw new DocumentError(`The path parameter ${name} is not declared.`, where)
  }
  for (const name of declared) {
    if (!named.includes(name)) throw new DocumentError(`The path has no {${name}}.`, where)
  }
}

function readResponses(
  document: JsonObject,
  operation: JsonObject,
  where: readonly string[],
): Record<string, string[]> {
  const responses = Object.entries(objectAt(operation, 'responses'))
  if (responses.length === 0) throw new DocumentError('Without responses its handler could answer nothing.', where)
  return Object.fromEntries(
    responses.map(([status, value]) => {
      const response = resolve(document, value, [...where, 'responses', status])
      return [status, Object.keys(objectAt(response, 'content'))]
    }),
  )
}
