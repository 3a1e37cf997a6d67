import { Readable } from 'node:stream'
import type { Context } from 'koa'
import { isAsyncIterable, iterableStream } from './iterable-stream.ts'
import { isJson, parseMediaType } from '../media-type.ts'
import { type ServerSentEvent, eventText } from './server-sent-event.ts'

/** What becomes of a value under a media type. Bytes and streams are not looked at under any. */
export type ContentKind = 'json' | 'events' | 'text'

export function contentKind(contentType: string): ContentKind {
  const essence = parseMediaType(contentType)?.essence ?? ''
  if (isJson(essence)) return 'json'
  return essence === 'text/event-stream' ? 'events' : 'text'
}

/** A body as it goes out; undefined: it cannot go out under this media type. */
export function encodeBody(ctx: Context, body: unknown, kind: ContentKind): string | Buffer | Readable | undefined {
  if (typeof body === 'object' && body !== null) {
    if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    if (body instanceof Readable) return heardOnce(ctx, body)
    if (isAsyncIterable(body)) return heardOnce(ctx, streamOf(ctx, body, kind))
  }
  if (kind === 'json') return JSON.stringify(body)
  if (typeof body === 'string') return body
  return typeof body === 'number' || typeof body === 'boolean' ? String(body) : undefined
}

function streamOf(ctx: Context, iterable: AsyncIterable<unknown>, kind: ContentKind): Readable {
  return iterableStream(iterable, {
    encode: kind === 'events' ? (event) => eventText(event as ServerSentEvent) : bytesOf, // it checks what it is given
    onCleanupError: (error) => {
      ctx.app.emit('error', error, ctx)
    },
    ...(kind === 'events' && {
      // The client learns that it is connected, however long it is until the first event.
      onStart: () => {
        if (!ctx.headerSent) ctx.flushHeaders()
      },
    }),
  })
}

function bytesOf(chunk: unknown): string | Uint8Array {
  if (typeof chunk === 'string' || chunk instanceof Uint8Array) return chunk
  throw new TypeError('A body that is streamed consists of bytes or text.')
}

/** Errors of a connection whose client went away. */
const GONE: ReadonlySet<unknown> = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'])

/**
 * Koa hears of one failure from the stream, and again from the connection that it closes; and of each client that goes
 * away, as all who listen to events do in the end. Only a fault of the stream is told, and once.
 */
function heardOnce(ctx: Context, stream: Readable): Readable {
  let isFaulty = false
  let heard: unknown
  // A stream may also fail before somebody reads it, or be one that nobody reads, as with HEAD.
  stream.on('error', () => {
    isFaulty ||= isConnected(ctx)
  })
  stream.once('close', () => {
    isFaulty ||= !stream.readableEnded && isConnected(ctx)
  })
  const report = ctx.onerror.bind(ctx)
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a method of Koa, and no event target
  ctx.onerror = (error: NodeJS.ErrnoException | null) => {
    if (error === null || error === undefined || error === heard) return
    if (GONE.has(error.code) && (!isFaulty || heard !== undefined)) return
    heard = error
    report(error)
  }
  return stream
}

function isConnected({ res }: Context): boolean {
  return res.socket?.destroyed === false
}
