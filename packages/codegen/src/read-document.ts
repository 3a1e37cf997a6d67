import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseDocument } from 'yaml'
import { ContractError } from './contract-error.ts'

export type JsonObject = { readonly [key: string]: unknown }

export interface ContractDocument {
  /** From the root of the repository. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly content: JsonObject
}

/** Reads and looks through a document, so that a mistake in it is told in its own words and not in a generator's. */
export async function readContract(root: string, name: string): Promise<ContractDocument> {
  const bytes = await readFile(path.join(root, name)).catch((error: unknown) => {
    throw new ContractError(name, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  const parsed = parseDocument(bytes.toString('utf8'), { prettyErrors: true })
  const [mistake] = parsed.errors
  if (mistake) throw new ContractError(name, firstLine(mistake.message), mistake.linePos?.[0])
  const content: unknown = parsed.toJS()
  if (!isObject(content)) throw new ContractError(name, 'it is not an OpenAPI document')
  if (typeof content['openapi'] !== 'string' || !content['openapi'].startsWith('3.1.')) {
    throw new ContractError(name, '`openapi` has to be 3.1.x')
  }
  checkReferences(name, content, content, [])
  return { name, bytes, content }
}

/** The parser's sentence without the place, which is told beside it, and without the excerpt. */
function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? message).replace(/ at line \d+, column \d+:$/, '')
}

/** Whatever stands there is data. */
const DATA = new Set(['example', 'examples', 'const', 'enum'])

function checkReferences(name: string, document: JsonObject, value: unknown, steps: readonly string[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkReferences(name, document, item, [...steps, String(index)])
  } else if (isObject(value)) {
    const ref = value['$ref']
    if (typeof ref === 'string' && !exists(document, ref)) {
      throw new ContractError(name, `${ref} points to nothing in this document`, pointer(steps))
    }
    for (const [key, child] of Object.entries(value)) {
      if (!DATA.has(key)) checkReferences(name, document, child, [...steps, key])
    }
  }
}

function exists(document: JsonObject, ref: string): boolean {
  if (!ref.startsWith('#/')) return false
  let value: unknown = document
  for (const step of ref.slice(2).split('/')) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false
    value = (value as Record<string, unknown>)[key] // an own property, as just seen
  }
  return true
}

function pointer(steps: readonly string[]): string {
  return `#${steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
