// Compiled by `pnpm types`, never run: each line that may not compile says so, and tsc says when it does after all.
import type { Context } from 'koa'
import { expectTypeOf } from 'vitest'
import type { Handlers, OperationRequest, OperationResponse, WebhookRequest } from '../fixtures/generated/koa.gen.ts'
import { createRouter, createWebhookRouter } from '../fixtures/generated/koa.gen.ts'
import type { LooseParameters } from './request-type.ts'
import type { StatusCode } from './responses/status-code.ts'

declare function answer<Id extends Parameters<typeof response>[0]>(response: OperationResponse<Id>): void
declare function response(id: 'listBooks' | 'addBook' | 'get-book' | 'newestBook' | 'borrow' | 'oddPath'): void

// A request has what the document declares, and nothing else.
type List = OperationRequest<'listBooks', number>
expectTypeOf<keyof List>().toEqualTypeOf<'operationId' | 'context' | 'query'>()
expectTypeOf<List['operationId']>().toEqualTypeOf<'listBooks'>()
expectTypeOf<List['context']>().toEqualTypeOf<number>()
expectTypeOf<List['query']['tag']>().toEqualTypeOf<string[] | undefined>()
expectTypeOf<OperationRequest<'listBooks', number, true>['query']>().toEqualTypeOf<LooseParameters>()
expectTypeOf<keyof OperationRequest<'newestBook'>>().toEqualTypeOf<'operationId' | 'context'>()
expectTypeOf<keyof OperationRequest<'get-book'>['headers']>().toEqualTypeOf<'if-none-match' | 'x-reader'>()
expectTypeOf<OperationRequest<'get-book'>['headers']['x-reader']>().toEqualTypeOf<number>()
expectTypeOf<OperationRequest<'get-book'>['cookies']['theme']>().toEqualTypeOf<'light' | 'dark' | undefined>()
expectTypeOf<OperationRequest<'get-book'>['path']>().toEqualTypeOf<{ 'book-id': number }>()
expectTypeOf<WebhookRequest<'bookReturned'>['headers']>().toEqualTypeOf<{ 'x-signature': string }>()

// Bodies: a union by a member, or by contentType.
declare const loan: OperationRequest<'borrow'>
if (loan.body.what === 'room') expectTypeOf<typeof loan.body.room>().toEqualTypeOf<string>()
expectTypeOf<OperationRequest<'borrow', unknown, true>['body']>().toEqualTypeOf<LooseParameters>()
declare const description: OperationRequest<'describeBook'>
if (description.contentType === 'text/plain') expectTypeOf<typeof description.body>().toEqualTypeOf<string>()
if (description.contentType === 'application/vnd.library+json')
  expectTypeOf<typeof description.body>().toEqualTypeOf<{ text: string }>()
if (description.contentType === undefined) expectTypeOf<typeof description.body>().toEqualTypeOf<undefined>()

// Required headers, literal values, declared names only.
answer<'listBooks'>({ status: 200, headers: { 'Cache-Control': 'no-store' }, body: [] })
answer<'listBooks'>({ status: 200, headers: { 'Cache-Control': 'no-store', 'X-Total': 3, 'X-Trace': 'a' }, body: [] })
// @ts-expect-error -- the required header is missing
answer<'listBooks'>({ status: 200, headers: {}, body: [] })
// @ts-expect-error -- all headers are missing
answer<'listBooks'>({ status: 200, body: [] })
// @ts-expect-error -- another value
answer<'listBooks'>({ status: 200, headers: { 'Cache-Control': 'no-cache' }, body: [] })
// @ts-expect-error -- an undeclared header
answer<'listBooks'>({ status: 200, headers: { 'Cache-Control': 'no-store', 'X-Totl': 3 }, body: [] })
// @ts-expect-error -- the media type says it
answer<'listBooks'>({ status: 200, headers: { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain' }, body: [] })

// Statuses: exact ones, then a range, then the rest.
answer<'listBooks'>({ status: 404, body: { title: 'No' } })
answer<'listBooks'>({ status: 429, headers: { 'Retry-After': 3 }, body: { title: 'No' } })
// @ts-expect-error -- not in 4XX
answer<'listBooks'>({ status: 500, body: { title: 'No' } })
// @ts-expect-error -- 200 has its own body
answer<'listBooks'>({ status: 200, headers: { 'Cache-Control': 'no-store' }, body: { title: 'No' } })
answer<'addBook'>({ status: 201, headers: { Location: '/' } })
answer<'addBook'>({ status: 503, body: { title: 'No' } })
expectTypeOf<OperationResponse<'addBook'>['status']>().toEqualTypeOf<StatusCode>()
// @ts-expect-error -- 201 is not among the rest
answer<'addBook'>({ status: 201, body: { title: 'No' } })
// @ts-expect-error -- no such status
answer<'addBook'>({ status: 299, body: { title: 'No' } })

// Content: none, one type, or one of several.
answer<'addBook'>({ status: 204 })
// @ts-expect-error -- 204 has no content
answer<'addBook'>({ status: 204, body: 'x' })
// @ts-expect-error -- there is content
answer<'newestBook'>({ status: 200 })
answer<'newestBook'>({ status: 200, contentType: 'text/html;charset=UTF-8', body: '' })
// @ts-expect-error -- another type
answer<'newestBook'>({ status: 200, contentType: 'text/html', body: '' })
answer<'get-book'>({ status: 200, contentType: 'application/json', body: { id: 1, title: 'A' } })
answer<'get-book'>({ status: 200, contentType: 'image/png', body: new Uint8Array() })
// @ts-expect-error -- which type?
answer<'get-book'>({ status: 200, body: 'A' })
// @ts-expect-error -- an incomplete body
answer<'get-book'>({ status: 200, contentType: 'application/json', body: { id: 1 } })
// @ts-expect-error -- not one of the codes
answer<'borrow'>({ status: 400, body: { error: 'lent' } })

// Types follow the options.
declare const handlers: Handlers<{ now: number }>
declare const looseHandlers: Handlers<{ now: number }, { listBooks: false }>
createRouter(handlers, { context: () => ({ now: 1 }) })
createRouter(handlers, { context: () => ({ now: 1 }), validate: {} })
createRouter(looseHandlers, { context: async () => ({ now: 1 }), validate: { listBooks: false } })
createRouter(
  {
    ...looseHandlers,
    listBooks: ({ query, context }) => ({ status: 400, body: { title: `${String(query['a'])} ${context.now}` } }),
  },
  {
    context: (ctx: Context) => ({ now: ctx.length }),
    validate: { listBooks: false },
  },
)
// @ts-expect-error -- the handler of listBooks wants it checked
createRouter(handlers, { context: () => ({ now: 1 }), validate: { listBooks: false } })
// @ts-expect-error -- the handler of listBooks wants it loose
createRouter(looseHandlers, { context: () => ({ now: 1 }) })
// @ts-expect-error -- another context
createRouter(handlers, { context: () => ({ now: '1' }) })
// @ts-expect-error -- no such operation
createRouter(handlers, { context: () => ({ now: 1 }), validate: { listBook: false } })
// @ts-expect-error -- no such operation
createRouter(handlers, { context: () => ({ now: 1 }), trailingSlash: ['listBook'] })
// @ts-expect-error -- handlers are missing
createRouter({ listBooks: handlers.listBooks }, { context: () => ({ now: 1 }) })

// Webhooks: those that have a path.
const readerArrived = () => ({ status: 303, headers: { Location: '/' } }) as const
createWebhookRouter({ readerArrived }, { context: () => 1, paths: { readerArrived: '/a' } })
// @ts-expect-error -- bookReturned has a path and no handler
createWebhookRouter({ readerArrived }, { context: () => 1, paths: { readerArrived: '/a', bookReturned: '/b' } })
// @ts-expect-error -- readerArrived has no path
createWebhookRouter({ readerArrived }, { context: () => 1, paths: {} })
const nowhere = () => ({ status: 303 }) as const
// @ts-expect-error -- Location is missing
createWebhookRouter({ readerArrived: nowhere }, { context: () => 1, paths: { readerArrived: '/a' } })
