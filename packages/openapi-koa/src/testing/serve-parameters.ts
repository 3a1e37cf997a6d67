import { expect } from 'vitest'
import { sendRaw } from '../fixtures/serve.ts'
import { type ServedDocument, serveDocument } from './serve-document.ts'

type Options = NonNullable<Parameters<typeof serveDocument>[2]>

/** A server with these parameters, one to a line. */
export async function serveParameters(parameters: readonly string[], options: Options = {}): Promise<ServedDocument> {
  return await serveDocument(
    `
    openapi: 3.1.0
    paths:
      /x:
        get:
          operationId: read
          parameters:
            ${parameters.map((parameter) => `- { ${parameter} }`).join('\n            ')}
          responses: { '204': { description: Nothing } }
    components:
      schemas:
        Page: { type: integer, minimum: 1, default: 1 }
        LastPage: { $ref: '#/components/schemas/Page' }
        Size: { allOf: [{ $ref: '#/components/schemas/SizeWithDefault' }, { maximum: 100 }] }
        SizeWithDefault: { type: integer, default: 20 }
        Tree: { type: array, items: { $ref: '#/components/schemas/Tree' } }
  `,
    {},
    options,
  )
}

/** What the handler got of the query, or why it was not called. */
export async function query(served: ServedDocument, search: string): Promise<unknown> {
  return await send(served, 'query', `/x?${search}`)
}

export async function send(served: ServedDocument, group: string, url: string, ...fields: string[]): Promise<unknown> {
  const answer = await sendRaw(served.port, `GET ${url} HTTP/1.1`, 'Host: x', 'Connection: close', ...fields, '', '')
  expect(served.errors).toEqual([])
  if (answer.startsWith('HTTP/1.1 204')) return served.requests.at(-1)?.[group]
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  const { reason, path }: { reason: unknown; path: unknown } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))
  return { reason, path }
}
