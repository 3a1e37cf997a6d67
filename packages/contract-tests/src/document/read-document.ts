import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { escapeToken, isObject, resolvePointer, type JsonObject } from './json-pointer.ts'

/** A method and path of the document, with what it may answer. */
export interface DocumentedOperation {
  readonly operationId: string
  /** Upper case. */
  readonly method: string
  /** As written, such as `/{tenant}/oauth2/v1/token`. */
  readonly path: string
  /** JSON pointer of the operation object. */
  readonly pointer: string
  /** Every status it may answer, as written. */
  readonly statuses: readonly string[]
}

/** The contract, read whole; nothing in it is renamed or filled in. */
export interface ContractDocument {
  readonly raw: JsonObject
  /** The operations under `paths`; webhooks are what a client implements. */
  readonly operations: readonly DocumentedOperation[]
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

// The build puts a copy into the package; in the repository there is one document for everybody.
const packed = new URL('../oauth.yaml', import.meta.url)

/** This repository's contract. */
export const protocolDocumentUrl: URL = existsSync(packed)
  ? packed
  : new URL('../../../../openapi/oauth.yaml', import.meta.url)

/** Reads an OpenAPI 3.1 document in YAML or JSON. */
export function readDocument(url: URL = protocolDocumentUrl): ContractDocument {
  const raw: unknown = parse(readFileSync(url, 'utf8'))
  if (!isObject(raw)) throw new TypeError(`${url.href} holds no OpenAPI document`)
  return documentOf(raw)
}

/** The operations of a document that is already parsed. */
export function documentOf(raw: JsonObject): ContractDocument {
  const operations: DocumentedOperation[] = []
  for (const [path, item] of Object.entries(isObject(raw['paths']) ? raw['paths'] : {})) {
    for (const method of methods) {
      const operation = isObject(item) ? item[method] : undefined
      if (!isObject(operation)) continue
      const { operationId, responses } = operation
      if (typeof operationId !== 'string') throw new TypeError(`${method} ${path} has no operationId`)
      operations.push({
        operationId,
        method: method.toUpperCase(),
        path,
        pointer: `/paths/${escapeToken(path)}/${method}`,
        statuses: Object.keys(isObject(responses) ? responses : {}),
      })
    }
  }
  return { raw, operations }
}

/** What the document calls itself. */
export function describeDocument({ raw }: ContractDocument): { readonly title: string; readonly version: string } {
  const info = isObject(raw['info']) ? raw['info'] : {}
  const { title, version } = info
  return {
    title: typeof title === 'string' ? title : 'untitled',
    version: typeof version === 'string' ? version : '0',
  }
}

/** What the document says about one status of an operation, with where it stands; null: not documented. */
export function documentedResponse(
  document: ContractDocument,
  operation: DocumentedOperation,
  status: number,
): { pointer: string; response: JsonObject } | null {
  if (!operation.statuses.includes(String(status))) return null
  const { pointer, value } = resolvePointer(document.raw, `${operation.pointer}/responses/${status}`)
  if (!isObject(value)) throw new TypeError(`${pointer} is no response object`)
  return { pointer, response: value }
}
