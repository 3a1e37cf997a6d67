import { serve } from '../fixtures/serve.ts'
import { routerOf } from './serve-document.ts'

export const STREAMS = `
openapi: 3.1.0
info: { title: Streams, version: 1.0.0 }
paths:
  /:
    get:
      operationId: get
      responses:
        '200':
          description: Streamed.
          headers: { X-Total: { schema: { type: integer } } }
          content:
            application/octet-stream: {}
            text/plain: { schema: { type: string } }
            text/event-stream: { schema: { type: string } }
        '304': { description: Unchanged. }
        '404': { description: Nothing. }
`

export const BYTES = 'application/octet-stream'
export const EVENTS = 'text/event-stream'
export const LARGE = new Uint8Array(64 * 1024)

/** What happened to a generator. */
export interface Watched<Value> {
  readonly values: AsyncGenerator<Value, void, undefined>
  /** Why it is: `returned` before its end, also by a fault. */
  readonly isOver: Promise<string>
  /** How many values were asked for. */
  asked: number
  /** The next value comes when it is let. */
  let: () => void
}

export function watched<Value>(
  values: readonly Value[],
  end: 'ends' | 'waits' | 'goes on' | Error = 'ends',
): Watched<Value> {
  const over = Promise.withResolvers<string>()
  const gate = Promise.withResolvers<void>()
  const state = { asked: 0, isOver: over.promise, let: gate.resolve }
  const last = values.at(-1) as Value // no list is empty
  async function* generate(): AsyncGenerator<Value, void, undefined> {
    let reason = 'returned'
    try {
      for (const value of values) {
        state.asked += 1
        yield value
      }
      if (end === 'goes on') {
        for (;;) {
          state.asked += 1
          yield last
        }
      }
      if (end === 'waits') {
        await gate.promise
        yield last
      }
      if (end instanceof Error) throw end
      reason = 'ended'
    } finally {
      over.resolve(reason)
    }
  }
  return Object.assign(state, { values: generate() })
}

export interface ServedAnswer {
  readonly origin: string
  readonly port: number
  readonly errors: readonly unknown[]
  /** Whether to its end or not. */
  readonly isAnswered: Promise<unknown>
}

export async function serveAnswer(response: () => object): Promise<ServedAnswer> {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const router = routerOf(STREAMS, () => () => response() as never)
  const served = await serve((app) => {
    app.use((ctx, next) => {
      ctx.res.once('close', resolve)
      return next()
    })
    app.use(router.routes())
  })
  return { ...served, isAnswered: promise }
}

export function answering(body: unknown, contentType = BYTES): () => object {
  return () => ({ status: 200, contentType, body })
}
