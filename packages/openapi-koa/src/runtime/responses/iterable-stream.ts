import { Readable } from 'node:stream'

export interface IterableStreamOptions {
  /** One value as it goes out. */
  readonly encode: (value: unknown) => string | Uint8Array
  /** Before the first value is asked for. */
  readonly onStart?: () => void
  /** The iteration was ended early and could not clean up. */
  readonly onCleanupError: (error: unknown) => void
}

/**
 * An iteration as a stream, one value at a time and at the reader's pace. A stream that is destroyed ends the iteration by
 * `return()`, so that a generator runs what it has under `finally`; one that waits does so when it wakes.
 */
export function iterableStream(
  iterable: AsyncIterable<unknown>,
  { encode, onStart, onCleanupError }: IterableStreamOptions,
): Readable {
  const iterator = iterable[Symbol.asyncIterator]()
  let isStarted = false
  let isOver = false
  const next = async (): Promise<IteratorResult<unknown>> => {
    try {
      return await iterator.next()
    } catch (error) {
      isOver = true
      throw error
    }
  }
  const pull = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await next()
      if (stream.destroyed) return
      if (done) {
        isOver = true
        stream.push(null)
        return
      }
      const chunk = encode(value)
      if (chunk.length === 0) continue
      stream.push(chunk)
      return
    }
  }
  const stream = new Readable({
    read: () => {
      if (!isStarted) onStart?.()
      isStarted = true
      pull().catch((error: unknown) => stream.destroy(asError(error)))
    },
    destroy: (error, callback) => {
      if (!isOver) void endIteration(iterator, onCleanupError)
      isOver = true
      callback(error)
    },
  })
  return stream
}

async function endIteration(iterator: AsyncIterator<unknown>, onCleanupError: (error: unknown) => void): Promise<void> {
  try {
    await iterator.return?.()
  } catch (error) {
    onCleanupError(error)
  }
}

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

/** Frees what a body holds that is not going to be sent. */
export function discardBody(body: unknown, onCleanupError: (error: unknown) => void): void {
  if (body instanceof Readable) body.on('error', ignore).destroy()
  else if (isAsyncIterable(body)) void endIteration(body[Symbol.asyncIterator](), onCleanupError)
}

function ignore(): void {}

function asError(error: unknown): Error {
  return error instanceof Error
    ? error
    : new Error('A stream was ended by something that is no error.', { cause: error })
}
