import { Readable } from 'node:stream'
import { InvalidBody } from './invalid-body.ts'
import type { MultipartPart } from './multipart-part.ts'
import { type PartHeaders, isPlainTransfer, readPartHeaders } from './part-headers.ts'
import { splitMultipart } from './split-multipart.ts'

export interface ReadPart extends PartHeaders {
  readonly name: string
  readonly isPlain: boolean
  readonly content: AsyncIterable<Buffer>
}

export interface PartsSource {
  readonly body: AsyncIterable<Buffer>
  readonly boundary: string
  readonly maxParts: number
  /** Parts of a form have names, RFC 7578 §4.2; those of other multipart bodies may. */
  readonly isForm: boolean
}

/** The parts with what their fields say. Throws `InvalidBody`. */
export async function* readParts({ body, boundary, maxParts, isForm }: PartsSource): AsyncGenerator<ReadPart, void> {
  for await (const { headers, content } of splitMultipart(body, boundary, maxParts)) {
    const read = readPartHeaders(headers)
    if (!read) throw new InvalidBody('malformed', 'the fields of a part are broken')
    if (isForm && read.name === undefined) throw new InvalidBody('malformed', 'a part has no name')
    if (read.name === '__proto__') throw new InvalidBody('invalid', 'no part can be called __proto__')
    yield { ...read, name: read.name ?? '', isPlain: isPlainTransfer(headers), content }
  }
}

/** The parts as a handler gets them that wants to read them itself. */
export async function* looseParts(source: PartsSource): AsyncGenerator<MultipartPart, void> {
  for await (const { name, filename, contentType = 'text/plain', content } of readParts(source)) {
    const stream = Readable.from(content, { objectMode: false })
    // A part that nobody reads must not bring the process down when the body breaks off.
    stream.on('error', () => undefined)
    yield { name, filename: filename === '' ? undefined : filename, contentType, stream }
  }
}
