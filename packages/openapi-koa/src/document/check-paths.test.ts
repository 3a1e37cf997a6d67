import { expect, it } from 'vitest'
import { checkPaths } from './check-paths.ts'
import { DocumentError } from './document-error.ts'
import type { JsonObject } from './json.ts'
import { readDocument } from './read-document.ts'

function document(...operations: readonly (readonly [method: string, path: string])[]): JsonObject {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [method, path] of operations) {
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
    const parameters = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
    const responses = { 204: { description: 'Done.' } }
    ;(paths[path] ??= {})[method] = { operationId: `${method} ${path}`, parameters, responses }
  }
  return { openapi: '3.1.0', paths }
}

it('lets templates of one shape share their methods', () => {
  const { entry } = readDocument(
    document(['get', '/a/{x}'], ['put', '/a/{y}'], ['get', '/a/{x}.json'], ['get', '/a/b']),
  )
  expect(Object.keys(entry.operations)).toHaveLength(4)
})

it.each([
  [
    [
      ['get', '/a/{x}'],
      ['get', '/a/{y}'],
    ],
    'get /a/{x} answers the same requests, at /a/{x}.',
    '#/paths/~1a~1{y}/get',
  ],
  [
    [
      ['get', '/é'],
      ['get', '/%C3%A9'],
    ],
    'get /é answers the same requests, at /é.',
    '#/paths/~1%C3%A9/get',
  ],
  [[['get', '/a?b=c']], 'A path has neither a query nor a fragment.', '#/paths/~1a?b=c/get'],
  [[['get', '/a#b']], 'A path has neither a query nor a fragment.', '#/paths/~1a#b/get'],
  [[['get', '/a/{x}{y}']], 'Between two parameters of a path stands text.', '#/paths/~1a~1{x}{y}/get'],
  [[['get', '/a/{}']], 'A path parameter is {name}.', '#/paths/~1a~1{}/get'],
  [[['get', '/a/{x']], 'A path parameter is {name}.', '#/paths/~1a~1{x/get'],
] as const)('refuses %j', (operations, message, pointer) => {
  const run = () => readDocument(document(...operations))
  expect(run).toThrow(DocumentError)
  expect(run).toThrow(expect.objectContaining({ message, pointer }))
})

it('leaves webhooks and callbacks alone, whose paths are somebody else’s', () => {
  const where = ['webhooks', 'a', 'post']
  expect(() => {
    checkPaths(['a', 'b'].map((operationId) => ({ operationId, kind: 'webhook', key: '{}?', method: 'post', where })))
  }).not.toThrow()
})
