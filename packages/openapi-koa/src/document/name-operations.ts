import { DocumentError, type Steps } from './document-error.ts'
import type { WarningList } from './document-warning.ts'
import { type JsonObject, follow, isObject, objectAt } from './json.ts'
import { webhooksKey } from './openapi-30.ts'

export interface NamedOperation {
  readonly operationId: string
  readonly kind: 'operation' | 'webhook' | 'callback'
  /** The path template, the webhook's name, or the callback's expression. */
  readonly key: string
  /** In lower case, as in the document. */
  readonly method: string
  /** The steps to the operation; path items on the way may be references. */
  readonly where: Steps
}

export const METHODS: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** All operations, webhooks and callbacks, in the document's order. */
export function nameOperations(document: JsonObject, warnings: WarningList): NamedOperation[] {
  const found = findOperations(document)
  const taken = new Set<string>()
  for (const { id, where } of found) {
    if (id === undefined) continue
    if (typeof id !== 'string' || id === '')
      throw new DocumentError('An operationId is a text.', [...where, 'operationId'])
    if (taken.has(id)) throw new DocumentError(`The operationId ${id} is used twice.`, where)
    taken.add(id)
  }
  const names = new Map<FoundOperation, string>()
  return found.map((operation) => {
    const { id, parent, name, kind, key, method, where } = operation
    const suggestion = parent === undefined ? name : `${names.get(parent)}-${name}`
    const operationId = typeof id === 'string' ? id : derivedId(method, suggestion, taken)
    if (id === undefined) warnings.add('derived-operation-id', operationId, where)
    names.set(operation, operationId)
    return { operationId, kind, key, method, where }
  })
}

interface FoundOperation extends Omit<NamedOperation, 'operationId'> {
  readonly id: unknown
  /** What it is called in the document: its path, its webhook's name, its callback's name. */
  readonly name: string
  /** The operation whose callback it is. */
  readonly parent?: FoundOperation
}

function findOperations(document: JsonObject): FoundOperation[] {
  const found: FoundOperation[] = []
  const add = (of: Omit<FoundOperation, 'id' | 'method'>, item: unknown): void => {
    const pathItem = follow(document, item, of.where).value
    for (const method of METHODS) {
      const operation = pathItem[method]
      if (!isObject(operation)) continue
      const where = [...of.where, method]
      const parent: FoundOperation = { ...of, id: operation['operationId'], method, where }
      found.push(parent)
      for (const [name, value] of Object.entries(objectAt(operation, 'callbacks'))) {
        const callback = follow(document, value, [...where, 'callbacks', name])
        for (const [key, callbackItem] of Object.entries(callback.value)) {
          if (key.startsWith('x-')) continue
          add({ kind: 'callback', key, name, parent, where: [...where, 'callbacks', name, key] }, callbackItem)
        }
      }
    }
  }
  for (const [path, item] of Object.entries(objectAt(document, 'paths'))) {
    if (path.startsWith('/')) add({ kind: 'operation', key: path, name: path, where: ['paths', path] }, item)
  }
  const webhooks = webhooksKey(document)
  for (const [name, item] of Object.entries(objectAt(document, webhooks))) {
    if (!name.startsWith('x-')) add({ kind: 'webhook', key: name, name, where: [webhooks, name] }, item)
  }
  return found
}

/** `getBooksById` of `GET /books/{id}`. */
function derivedId(method: string, name: string, taken: Set<string>): string {
  const words = name.replaceAll('{', '/by/').split(/[^A-Za-z0-9]+/)
  let operationId = method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  while (taken.has(operationId)) operationId += '_'
  taken.add(operationId)
  return operationId
}
