// Compiled by `pnpm types`, never run: each line that may not compile says so, and tsc says when it does after all.
import type { Readable } from 'node:stream'
import { expectTypeOf } from 'vitest'
import type { Binary } from '../binary.ts'
import type { RequestOf } from '../request-type.ts'
import type { ResponseOf } from './response-type.ts'
import type { ServerSentEvent } from './server-sent-event.ts'

interface Page {
  readonly title: string
}

/** As openapi-typescript writes an operation. */
interface Operation<Responses> {
  parameters: { query?: never; header?: never; path?: never; cookie?: never }
  requestBody?: never
  responses: Responses
}
type Undeclared = Record<string, unknown>
type Streamed = Uint8Array | Readable | AsyncIterable<Uint8Array | string>
type Answer<Responses> = ResponseOf<Operation<Responses>>
type BodyOf<Content> =
  Answer<{ 200: { headers: Undeclared; content: Content } }> extends { body: infer Body } ? Body : never

declare const events: AsyncIterable<ServerSentEvent>
declare const pieces: AsyncIterable<Uint8Array | string>

// What a body may be, by its media type.
expectTypeOf<BodyOf<{ 'application/json': Page }>>().toEqualTypeOf<Page>()
expectTypeOf<BodyOf<{ 'application/vnd.a+JSON; version=1': Page }>>().toEqualTypeOf<Page>()
expectTypeOf<BodyOf<{ 'text/plain': string }>>().toEqualTypeOf<string | Streamed>()
expectTypeOf<BodyOf<{ 'text/plain': 'yes' | 'no' }>>().toEqualTypeOf<'yes' | 'no' | Streamed>()
expectTypeOf<BodyOf<{ 'text/csv': number }>>().toEqualTypeOf<number | Streamed>()
expectTypeOf<BodyOf<{ 'application/xml': Page }>>().toEqualTypeOf<string | Streamed>()
expectTypeOf<BodyOf<{ 'application/x-ndjson': Page }>>().toEqualTypeOf<string | Streamed>()
expectTypeOf<BodyOf<{ 'application/octet-stream': Binary }>>().toEqualTypeOf<Streamed>()
expectTypeOf<BodyOf<{ 'application/octet-stream': unknown }>>().toEqualTypeOf<string | Streamed>()
expectTypeOf<BodyOf<{ 'text/event-stream': Page }>>().toEqualTypeOf<Readable | AsyncIterable<ServerSentEvent>>()

// A range leaves the exact type to the handler, within the range.
interface Ranges {
  200: { headers: Undeclared; content: { 'image/*': Binary } }
  201: { headers: Undeclared; content: { '*/*': string } }
}
declare function ranges(answer: Answer<Ranges>): void
ranges({ status: 200, contentType: 'image/png', body: new Uint8Array() })
ranges({ status: 201, contentType: 'text/plain', body: 'a' })
// @ts-expect-error -- outside of the range
ranges({ status: 200, contentType: 'text/plain', body: new Uint8Array() })
// @ts-expect-error -- which one?
ranges({ status: 200, body: new Uint8Array() })

// Events, and what is none.
interface Events {
  200: { headers: Undeclared; content: { 'text/event-stream': string } }
}
declare function stream(answer: Answer<Events>): void
stream({ status: 200, body: events })
// @ts-expect-error -- text is no event
stream({ status: 200, body: pieces })
// @ts-expect-error -- text is no event
stream({ status: 200, body: 'data: a' })

// Statuses that never have content have none, whatever key they come under.
interface Empty {
  204: { headers: Undeclared; content: { 'application/json': Page } }
  '3XX': { headers: { [name: string]: unknown; ETag: string }; content: { 'application/json': Page } }
  default: { headers: Undeclared; content: { 'application/json': Page } }
}
declare function empty(answer: Answer<Empty>): void
empty({ status: 204 })
empty({ status: 304, headers: { ETag: '"a"' } })
empty({ status: 205 })
empty({ status: 300, headers: { ETag: '"a"' }, body: { title: 'a' } })
empty({ status: 500, body: { title: 'a' } })
// @ts-expect-error -- it has no content
empty({ status: 204, body: { title: 'a' } })
// @ts-expect-error -- it has no content
empty({ status: 304, headers: { ETag: '"a"' }, body: { title: 'a' } })
// @ts-expect-error -- it has content
empty({ status: 300, headers: { ETag: '"a"' } })
// @ts-expect-error -- the header is required with each of the range
empty({ status: 304 })
// @ts-expect-error -- it has content
empty({ status: 500 })
expectTypeOf<
  ResponseOf<Operation<{ 200: { headers: Undeclared; content?: never } }>>['body']
>().toEqualTypeOf<undefined>()

// An interim status is not a handler's to answer; one that nobody registered is.
interface Odd {
  101: { headers: Undeclared; content?: never }
  '1XX': { headers: Undeclared; content?: never }
  299: { headers: Undeclared; content?: never }
}
expectTypeOf<Answer<Odd>['status']>().toEqualTypeOf<299>()

// Headers of all kinds; one cookie or several.
interface Headers {
  200: {
    headers: {
      [name: string]: unknown
      'X-Ids': number[]
      'X-Open'?: boolean
      'X-Range'?: { from?: number }
      'set-cookie'?: string
    }
    content?: never
  }
  201: { headers: { [name: string]: unknown; 'Set-Cookie': string[] }; content?: never }
}
declare function headers(answer: Answer<Headers>): void
headers({ status: 200, headers: { 'X-Ids': [1], 'X-Open': true, 'X-Range': { from: 1 }, 'set-cookie': 'a=b' } })
headers({ status: 200, headers: { 'X-Ids': [], 'set-cookie': ['a=b', 'c=d'] as const } })
headers({ status: 201, headers: { 'Set-Cookie': ['a=b'] as const } })
// @ts-expect-error -- the required header is missing
headers({ status: 200, headers: { 'X-Open': true } })
// @ts-expect-error -- not a list of numbers
headers({ status: 200, headers: { 'X-Ids': ['1'] } })
// @ts-expect-error -- a cookie is text
headers({ status: 200, headers: { 'X-Ids': [], 'set-cookie': 3 } })
// @ts-expect-error -- the document says that there may be several
headers({ status: 201, headers: { 'Set-Cookie': 'a=b' } })
// @ts-expect-error -- the required cookies are missing
headers({ status: 201 })

// What the client would rather have is told where a success has several forms.
interface Forms {
  200: { headers: Undeclared; content: { 'application/json': Page; 'text/html': string } }
  '2XX': { headers: Undeclared; content: { 'image/*': Binary; 'text/plain': string } }
  400: { headers: Undeclared; content: { 'application/problem+json': Page; 'text/css': string } }
}
type Request<Responses> = RequestOf<Operation<Responses>, 'get', unknown>
expectTypeOf<Request<Forms>['accept']>().toEqualTypeOf<'application/json' | 'text/html' | 'image/*' | 'text/plain'>()
expectTypeOf<keyof Request<Ranges>>().toEqualTypeOf<'operationId' | 'context'>()
