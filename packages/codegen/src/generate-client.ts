import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { printHeader } from '@identity-hub/openapi-koa/plugin'
import type { ContractDocument, JsonObject } from './read-document.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const
const IDEMPOTENCY_KEY = '#/components/parameters/IdempotencyKey'

/** Where each operation is, by its name: all that a client needs at run time beside the types. */
export async function generateClient(document: ContractDocument, file: string): Promise<void> {
  const lines = operationsOf(document.content).map(
    ({ id, method, template, keyed }) =>
      `  ${id}: { method: '${method.toUpperCase()}', path: '${template}', keyed: ${keyed} },`,
  )
  const text = [
    printHeader(document.content, { name: document.name, source: document.bytes }),
    '/** `keyed`: a creation, which takes an `Idempotency-Key`. */',
    'export const OPERATIONS = {',
    ...lines,
    '} as const',
    '',
  ].join('\n')
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

interface Operation {
  readonly id: string
  readonly method: (typeof METHODS)[number]
  readonly template: string
  readonly keyed: boolean
}

function operationsOf(document: JsonObject): readonly Operation[] {
  return Object.entries(members(document['paths'])).flatMap(([template, item]) =>
    METHODS.flatMap((method) => {
      const operation = members(members(item)[method])
      const id = operation['operationId']
      if (typeof id !== 'string') return []
      const parameters = Array.isArray(operation['parameters']) ? operation['parameters'] : []
      return [{ id, method, template, keyed: parameters.some((one) => members(one)['$ref'] === IDEMPOTENCY_KEY) }]
    }),
  )
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
