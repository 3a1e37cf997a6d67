import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { connectTo, readAll, serve } from '../../fixtures/serve.ts'
import { routerOf } from '../../testing/serve-document.ts'
import { EVENTS, STREAMS, answering, serveAnswer, watched } from '../../testing/serve-stream.ts'
import type { ServerSentEvent } from './server-sent-event.ts'

describe('server-sent events', () => {
  it('go out one by one, and the head before the first', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const source = watched<ServerSentEvent>(
      [
        { data: 'a\nb', id: '1' },
        { data: { c: 1 }, event: 'd' },
      ],
      'waits',
    )
    const values = (async function* () {
      await promise
      yield* source.values
    })()
    const { origin, errors } = await serveAnswer(answering(values, EVENTS))
    const answer = await fetch(origin)
    expect([answer.status, answer.headers.get('content-type'), source.asked]).toEqual([200, EVENTS, 0])
    resolve()
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.endsWith('{"c":1}\n\n')) text += (await reader.read()).value ?? ''
    expect(text).toBe('id: 1\ndata: a\ndata: b\n\nevent: d\ndata: {"c":1}\n\n')
    source.let()
    expect(await reader.read()).toMatchObject({ value: 'event: d\ndata: {"c":1}\n\n' })
    expect(await reader.read()).toMatchObject({ done: true })
    expect(errors).toEqual([])
  })

  it('end when the client goes away, as soon as the generator wakes', async () => {
    const source = watched<ServerSentEvent>([{ data: 'a' }], 'waits')
    const { port, errors, isAnswered } = await serveAnswer(answering(source.values, EVENTS))
    const socket = await connectTo(port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'data')
    socket.destroy()
    await isAnswered
    source.let()
    expect(await source.isOver).toBe('returned')
    expect(errors).toEqual([])
  })

  it('are broken off at one that would be two', async () => {
    const source = watched<ServerSentEvent>([{ data: 'a' }, { data: '', event: 'a\ndata: b' }])
    const { port, errors } = await serveAnswer(answering(source.values, EVENTS))
    const socket = await connectTo(port)
    const all = readAll(socket)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(await all).not.toContain('data: b')
    expect(errors).toMatchObject([{ message: 'The event of a server-sent event is one line.' }])
    expect(await source.isOver).toBe('returned')
  })

  it('leave to the middleware around the router what it sets', async () => {
    const source = watched<ServerSentEvent>([{ data: 'a' }])
    const router = routerOf(STREAMS, () => () => answering(source.values, EVENTS)() as never)
    const { origin } = await serve((app) => {
      app.use(async (ctx, next) => {
        await next()
        await Promise.resolve()
        ctx.set('X-Accel-Buffering', 'no')
      })
      app.use(router.routes())
    })
    const answer = await fetch(origin)
    expect([answer.headers.get('x-accel-buffering'), await answer.text()]).toEqual(['no', 'data: a\n\n'])
  })
})
