// Compiled by `pnpm types`, never run: what a handler's body is, by media type. `check-body.ts` hands over the same.
import type { Readable } from 'node:stream'
import { expectTypeOf } from 'vitest'
import type { Binary } from '../binary.ts'
import type { LooseParameters, RequestOf } from '../request-type.ts'
import type { MultipartPart } from './multipart-part.ts'
import type { UploadedFile } from './uploaded-file.ts'

type Required<Content> = { requestBody: { content: Content } }
type Optional<Content> = { requestBody?: { content: Content } }
type Body<Content, Loose extends boolean = false> = RequestOf<Required<Content>, 'a', unknown, Loose>['body']

interface Thing {
  a: number
}

// One media type, read by what it is, however it is written.
expectTypeOf<Body<{ 'application/json': Thing }>>().toEqualTypeOf<Thing>()
expectTypeOf<Body<{ 'Application/Problem+JSON ; charset=utf-8': Thing }>>().toEqualTypeOf<Thing>()
expectTypeOf<Body<{ 'text/json': Thing }>>().toEqualTypeOf<Thing>()
expectTypeOf<Body<{ 'application/x-ndjson': Thing }>>().toEqualTypeOf<Readable>()
expectTypeOf<Body<{ 'application/json-seq': Thing }>>().toEqualTypeOf<Readable>()
expectTypeOf<Body<{ 'application/x-www-form-urlencoded': Thing }>>().toEqualTypeOf<Thing>()
expectTypeOf<Body<{ 'text/plain': 'a' | 'b' }>>().toEqualTypeOf<'a' | 'b'>()
expectTypeOf<Body<{ 'text/plain': number }>>().toEqualTypeOf<number>()
expectTypeOf<Body<{ 'text/csv': string[] }>>().toEqualTypeOf<string>()
expectTypeOf<Body<{ 'text/*': unknown }>>().toEqualTypeOf<string>()
expectTypeOf<Body<{ 'image/png': Binary }>>().toEqualTypeOf<Readable>()
expectTypeOf<Body<{ 'application/xml': Thing }>>().toEqualTypeOf<Readable>()

// Parts that are bytes are files.
interface Upload {
  title: string
  photo: Binary
  thumb?: Binary
  papers: Binary[]
  tags?: string[]
}
interface Uploaded {
  title: string
  photo: UploadedFile
  thumb?: UploadedFile
  papers: UploadedFile[]
  tags?: string[]
}
expectTypeOf<Body<{ 'multipart/form-data': Upload }>>().toEqualTypeOf<Uploaded>()
expectTypeOf<Body<{ 'multipart/form-data': Upload | Thing }>>().toEqualTypeOf<Uploaded | Thing>()
expectTypeOf<Body<{ 'multipart/mixed': Record<string, Binary> }>>().toEqualTypeOf<{ [name: string]: UploadedFile }>()
expectTypeOf<Body<{ 'multipart/form-data': unknown }>>().toEqualTypeOf<unknown>()

// Unchecked.
expectTypeOf<Body<{ 'application/json': Thing }, true>>().toEqualTypeOf<unknown>()
expectTypeOf<Body<{ 'application/x-www-form-urlencoded': Thing }, true>>().toEqualTypeOf<LooseParameters>()
expectTypeOf<Body<{ 'multipart/form-data': Upload }, true>>().toEqualTypeOf<AsyncIterable<MultipartPart>>()
expectTypeOf<Body<{ 'text/plain': 'a' }, true>>().toEqualTypeOf<string>()
expectTypeOf<Body<{ 'image/png': Binary }, true>>().toEqualTypeOf<Readable>()

// Several media types are told apart, ranges say what was sent.
declare const several: RequestOf<
  Required<{ 'application/json': Thing; 'text/plain': string; 'image/*': Binary }>,
  'a',
  unknown
>
if (several.contentType === 'application/json') expectTypeOf(several.body).toEqualTypeOf<Thing>()
else if (several.contentType === 'text/plain') expectTypeOf(several.body).toEqualTypeOf<string>()
else expectTypeOf(several.mediaType).toEqualTypeOf<`image/${string}`>()
expectTypeOf<RequestOf<Required<{ '*/*': Binary }>, 'a', unknown>['mediaType']>().toEqualTypeOf<string>()

// A body that may be left out.
declare const optional: RequestOf<Optional<{ 'application/json': Thing }>, 'a', unknown>
expectTypeOf(optional.body).toEqualTypeOf<Thing | undefined>()
declare const either: RequestOf<Optional<{ 'application/json': Thing; 'text/plain': string }>, 'a', unknown>
if (either.contentType === undefined) expectTypeOf(either.body).toEqualTypeOf<undefined>()
declare const any: RequestOf<Optional<{ '*/*': Binary }>, 'a', unknown>
expectTypeOf(any.mediaType).toEqualTypeOf<string | undefined>()
