import { Dicer } from '@fastify/busboy'
import { InvalidBody } from './invalid-body.ts'
import type { RawPartHeaders } from './part-headers.ts'

/** One part as it arrives. Its content can be read until the next part is asked for; what was not read then is skipped. */
export interface SplitPart {
  readonly headers: RawPartHeaders
  readonly content: AsyncIterable<Buffer>
}

const MAX_PART_HEADERS = 16
const MAX_PART_HEADER_BYTES = 8192

/**
 * The parts of a multipart body, one after another, at the pace of their reader. Throws `InvalidBody` when the body ends
 * before its last boundary, when there are more than `maxParts`, or when the fields above a part are too long or broken.
 * https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1
 */
export async function* splitMultipart(
  body: AsyncIterable<Buffer>,
  boundary: string,
  maxParts: number,
): AsyncGenerator<SplitPart, void> {
  const chunks = body[Symbol.asyncIterator]()
  const tokenizer = new Tokenizer(boundary)
  const next = async (): Promise<Token> => {
    for (;;) {
      const token = tokenizer.take()
      if (token !== undefined) return token
      const chunk = await chunks.next()
      if (chunk.done === true) throw new InvalidBody('malformed', 'it ends before its last boundary')
      tokenizer.add(chunk.value)
    }
  }
  try {
    let count = 0
    for (let token = await next(); token !== 'over'; token = await next()) {
      // An end is followed by the beginning of another part or by nothing.
      if (token === 'end' || Buffer.isBuffer(token)) throw new InvalidBody('malformed', 'a part has no fields')
      if (isTooMuch(token.headers)) throw new InvalidBody('malformed', 'a part has too many fields, or too long ones')
      count += 1
      if (count > maxParts) throw new InvalidBody('too-many-parameters')
      const part = new PartContent(next)
      yield { headers: token.headers, content: part.pieces() }
      await part.skip()
    }
    // Nothing after the last boundary counts, but to the limit of the whole.
    while ((await chunks.next()).done !== true);
  } finally {
    await chunks.return?.()
  }
}

class PartContent {
  readonly #next: () => Promise<Token>
  #isOver = false
  #isCut = false
  /** One after another: a reader may still wait for a piece when the rest is skipped. */
  #last: Promise<Buffer | undefined> = Promise.resolve(undefined)

  constructor(next: () => Promise<Token>) {
    this.#next = next
  }

  async *pieces(): AsyncGenerator<Buffer, void> {
    for (let piece = await this.#take(); piece; piece = await this.#take()) yield piece
    if (this.#isCut) throw new Error('The next part was asked for before this one was read to its end.')
  }

  async skip(): Promise<void> {
    while (await this.#take()) this.#isCut = true
  }

  #take(): Promise<Buffer | undefined> {
    const read = async (): Promise<Buffer | undefined> => {
      const token = this.#isOver ? 'end' : await this.#next()
      if (Buffer.isBuffer(token)) return token
      this.#isOver = true
      return undefined
    }
    this.#last = this.#last.then(read)
    return this.#last
  }
}

/** The fields above a part, its content in pieces, its end; and the end of all parts. */
type Token = { readonly headers: RawPartHeaders } | Buffer | 'end' | 'over'

/** Takes what the parser finds out of its streams at once: the reader sets the pace, by asking for the next chunk. */
class Tokenizer {
  readonly #parser: Dicer
  #tokens: Token[] = []
  #taken = 0

  constructor(boundary: string) {
    this.#parser = new Dicer({ boundary, maxHeaderPairs: MAX_PART_HEADERS + 1 })
    this.#parser.on('finish', () => this.#tokens.push('over'))
    this.#parser.on('part', (part) => {
      part.on('header', (headers) => {
        this.#tokens.push({ headers: headers as RawPartHeaders }) // so Dicer documents it
      })
      part.push = (piece: Buffer | null) => {
        this.#tokens.push(piece ?? 'end')
        // The parser counts the parts that are over.
        if (piece === null) part.emit('end')
        return true
      }
    })
  }

  add(chunk: Buffer): void {
    this.#parser.write(chunk)
  }

  take(): Token | undefined {
    const token = this.#tokens[this.#taken]
    this.#taken += 1
    if (token === undefined) {
      this.#tokens = []
      this.#taken = 0
    }
    return token
  }
}

function isTooMuch(headers: RawPartHeaders): boolean {
  const fields = Object.entries(headers).flatMap(([name, values]) => values.map((value) => name.length + value.length))
  return fields.length > MAX_PART_HEADERS || fields.reduce((sum, bytes) => sum + bytes, 0) > MAX_PART_HEADER_BYTES
}
