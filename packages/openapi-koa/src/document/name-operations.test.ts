import { expect, it } from 'vitest'
import { DocumentError } from './document-error.ts'
import { WarningList } from './document-warning.ts'
import type { JsonObject } from './json.ts'
import { nameOperations } from './name-operations.ts'

const post = { post: { responses: { 204: { description: '' } } } }

function named(document: JsonObject): { names: string[]; warnings: WarningList } {
  const warnings = new WarningList()
  const names = nameOperations({ openapi: '3.1.0', ...document }, warnings).map(
    ({ kind, method, key, operationId }) => `${kind} ${method} ${key} ${operationId}`,
  )
  return { names, warnings }
}

function refusal(document: JsonObject): { message: string; pointer: string } {
  try {
    named(document)
  } catch (error) {
    if (error instanceof DocumentError) return { message: error.message, pointer: error.pointer }
    throw error
  }
  throw new Error('It was read.')
}

it('keeps the document’s order of paths and webhooks, and takes methods in one order', () => {
  const { names, warnings } = named({
    paths: {
      '/b': { put: { operationId: 'second' }, get: { operationId: 'first' } },
      '/a': { trace: { operationId: 'third' } },
    },
    webhooks: { arrived: { post: { operationId: 'fourth' } } },
  })
  expect(names).toEqual([
    'operation get /b first',
    'operation put /b second',
    'operation trace /a third',
    'webhook post arrived fourth',
  ])
  expect(warnings.all()).toEqual([])
})

it('makes a name of method and path where there is none, and says so', () => {
  const { names, warnings } = named({ paths: { '/books/{book-id}/pages': post }, webhooks: { 'book.lost': post } })
  expect(names).toEqual([
    'operation post /books/{book-id}/pages postBooksByBookIdPages',
    'webhook post book.lost postBookLost',
  ])
  expect(warnings.all()).toEqual([
    {
      code: 'derived-operation-id',
      subject: 'postBooksByBookIdPages',
      pointer: '#/paths/~1books~1{book-id}~1pages/post',
    },
    { code: 'derived-operation-id', subject: 'postBookLost', pointer: '#/webhooks/book.lost/post' },
  ])
})

it('makes no name that another operation has', () => {
  const { names } = named({ paths: { '/a-b': post, '/a/b': post, '/c': { get: { operationId: 'postAB' } } } })
  expect(names).toEqual(['operation post /a-b postAB_', 'operation post /a/b postAB__', 'operation get /c postAB'])
})

it('finds callbacks, those of callbacks too, and path items and callbacks behind references', () => {
  const inner = { '{$request.body#/again}': { post: { operationId: 'innermost' } } }
  const { names } = named({
    paths: { '/orders': { $ref: '#/components/pathItems/Orders' } },
    components: {
      pathItems: {
        Orders: { put: { operationId: 'order', callbacks: { ready: { $ref: '#/components/callbacks/Ready' } } } },
      },
      callbacks: {
        Ready: {
          'x-note': 'no path item',
          '{$request.body#/url}': { post: { callbacks: { inner } }, get: { operationId: 'b' } },
        },
      },
    },
  })
  expect(names).toEqual([
    'operation put /orders order',
    'callback get {$request.body#/url} b',
    'callback post {$request.body#/url} postOrderReady',
    'callback post {$request.body#/again} innermost',
  ])
})

it('passes over extensions', () => {
  expect(
    named({ paths: { 'x-note': post, '/a': { 'x-get': {}, get: { operationId: 'a' } } }, webhooks: { 'x-w': post } })
      .names,
  ).toEqual(['operation get /a a'])
})

it('takes the x-webhooks of OpenAPI 3.0 for webhooks, and those of 3.1 for an extension', () => {
  const hooks = { 'x-webhooks': { pushed: { post: { operationId: 'push' } } } }
  expect(named({ openapi: '3.0.3', ...hooks }).names).toEqual(['webhook post pushed push'])
  expect(named(hooks).names).toEqual([])
})

it('refuses an operationId that is used twice, wherever that is', () => {
  const a = { post: { operationId: 'a' } }
  const message = 'The operationId a is used twice.'
  expect(refusal({ paths: { '/a': a, '/b': a } })).toEqual({ message, pointer: '#/paths/~1b/post' })
  expect(refusal({ paths: { '/a': a }, webhooks: { hook: a } })).toEqual({ message, pointer: '#/webhooks/hook/post' })
  const calling = { post: { operationId: 'a', callbacks: { c: { '{$url}': a } } } }
  expect(refusal({ paths: { '/a': calling } })).toEqual({
    message,
    pointer: '#/paths/~1a/post/callbacks/c/{$url}/post',
  })
})

it.each([3, ''])('refuses the operationId %j', (operationId) => {
  expect(refusal({ paths: { '/a': { get: { operationId } } } })).toEqual({
    message: 'An operationId is a text.',
    pointer: '#/paths/~1a/get/operationId',
  })
})

it('refuses a path item that points to nothing', () => {
  expect(refusal({ paths: { '/a': { $ref: '#/components/pathItems/None' } } })).toMatchObject({
    pointer: '#/paths/~1a',
  })
})
