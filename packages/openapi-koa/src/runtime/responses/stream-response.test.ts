import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { connectTo, readAll, sendRaw, serve } from '../../fixtures/serve.ts'
import { routerOf } from '../../testing/serve-document.ts'
import { BYTES, EVENTS, LARGE, STREAMS, answering, serveAnswer, watched } from '../../testing/serve-stream.ts'

async function* pieces(): AsyncGenerator<Uint8Array | string> {
  yield 'é'
  yield ''
  yield new Uint8Array([1, 2, 3]).subarray(1)
  yield new Uint8Array()
}

async function* bytesOnly(parts: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const part of ReadableStream.from(parts)) yield typeof part === 'string' ? Buffer.from(part) : part
}

describe('a body that comes in pieces', () => {
  it.each([
    ['an async generator', () => pieces()],
    ['a web stream', () => ReadableStream.from(pieces()).pipeThrough(new TransformStream())],
    ['a Readable', () => Readable.from(pieces(), { objectMode: false })],
  ])('may be %s', async (name, body) => {
    const { origin, errors } = await serveAnswer(answering(name === 'a web stream' ? bytesOnly(pieces()) : body()))
    const answer = await fetch(origin)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, BYTES])
    expect([...(await answer.bytes())]).toEqual([0xc3, 0xa9, 2, 3])
    expect(errors).toEqual([])
  })

  it('comes no faster than it is read', async () => {
    const source = watched([LARGE], 'goes on')
    const { port } = await serveAnswer(answering(source.values))
    const socket = await connectTo(port)
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    let before = -1
    // It stands still once all buffers on the way are full, which nothing tells.
    while (before !== source.asked) {
      before = source.asked
      await new Promise((resolve) => {
        setTimeout(resolve, 100)
      })
    }
    expect(source.asked).toBeLessThan(1000)
    socket.destroy()
    expect(await source.isOver).toBe('returned')
  })

  it.each([
    ['an object', {}],
    ['a number', 3],
    ['null', null],
  ])('is broken off at %s', async (_, piece) => {
    const source = watched<unknown>(['a', piece, 'b'])
    const { origin, errors } = await serveAnswer(answering(source.values))
    const answer = await fetch(origin)
    await expect(answer.text()).rejects.toThrow('terminated')
    expect(await source.isOver).toBe('returned')
    expect(errors).toMatchObject([{ name: 'TypeError', message: 'A body that is streamed consists of bytes or text.' }])
  })

  it.each([
    ['an async generator', (fault: Error) => watched(['a'], fault).values],
    ['a Readable', (fault: Error) => Readable.from(watched(['a'], fault).values)],
    ['events', (fault: Error) => watched([{ data: 'a' }], fault).values],
  ])('is broken off, and told once, when %s fails', async (name, body) => {
    const fault = new Error('The disk is gone.')
    const { port, errors } = await serveAnswer(answering(body(fault), name === 'events' ? EVENTS : BYTES))
    const raw = await sendRaw(port, 'GET / HTTP/1.1', 'Host: x', 'Connection: close', '', '')
    expect(raw).toMatch(/^HTTP\/1.1 200 OK/)
    expect(raw).not.toMatch(/\r\n0\r\n\r\n$/)
    expect(errors).toEqual([fault])
  })

  it.each([
    ['a generator', (values: AsyncIterable<unknown>) => values],
    ['a Readable', (values: AsyncIterable<unknown>) => Readable.from(values)],
  ])('ends %s when the client goes away, which is no error', async (_, body) => {
    const source = watched([LARGE], 'goes on')
    const { port, errors, isAnswered } = await serveAnswer(answering(body(source.values)))
    const socket = await connectTo(port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'data')
    socket.destroy()
    expect(await source.isOver).toBe('returned')
    await isAnswered
    expect(errors).toEqual([])
  })

  it('is broken off, and told once, when a stream ends before its end', async () => {
    const stream = new Readable({ read: () => undefined })
    stream.push('a')
    const { port, errors } = await serveAnswer(answering(stream))
    const socket = await connectTo(port)
    const all = readAll(socket)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'data')
    stream.destroy()
    expect(await all).toMatch(/\r\n1\r\na\r\n$/)
    expect(errors).toMatchObject([{ code: 'ERR_STREAM_PREMATURE_CLOSE' }])
  })

  it('tells of a generator that cannot clean up', async () => {
    const fault = new Error('It is stuck.')
    const { promise, resolve } = Promise.withResolvers<unknown>()
    const values = (async function* () {
      try {
        for (;;) yield LARGE
      } finally {
        // oxlint-disable-next-line no-unsafe-finally -- what a fault in a generator's own cleaning up does
        throw fault
      }
    })()
    const router = routerOf(STREAMS, () => () => answering(values)() as never)
    const { port } = await serve((app) => {
      app.on('error', resolve)
      app.use(router.routes())
    })
    const socket = await connectTo(port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'data')
    socket.destroy()
    expect(await promise).toBe(fault)
  })
})

describe('a body that nobody gets', () => {
  const answers: [string, (body: unknown) => object, number][] = [
    ['HEAD', (body) => ({ status: 200, contentType: BYTES, body }), 200],
    ['304', (body) => ({ status: 304, body }), 304],
    ['a status without content', (body) => ({ status: 404, body }), 404],
    ['an unknown status', (body) => ({ status: 500, body }), 500],
    ['an unknown content type', (body) => ({ status: 200, body }), 500],
    ['a bad header', (body) => ({ status: 200, contentType: BYTES, headers: { 'X-Total': '\n' }, body }), 500],
  ]
  const kinds: [string, (values: AsyncIterable<unknown>) => unknown][] = [
    ['generator', (values) => values],
    ['Readable', (values) => Readable.from(values)],
  ]
  const cases = answers.flatMap(([name, ...answer]) =>
    kinds.map(([kind, body]) => [name, kind, body, ...answer] as const),
  )

  it.each(cases)('is let go: %s, a %s', async (name, _, body, answer, status) => {
    const source = watched(['a'], 'goes on')
    await source.values.next()
    const { port } = await serveAnswer(() => answer(body(source.values)))
    const method = name === 'HEAD' ? 'HEAD' : 'GET'
    const raw = await sendRaw(port, `${method} / HTTP/1.1`, 'Host: x', 'Connection: close', '', '')
    const content = status === 500 ? 'Internal Server Error' : ''
    expect([raw.slice(9, 12), raw.split('\r\n\r\n')[1]]).toEqual([String(status), content])
    expect(await source.isOver).toBe('returned')
  })

  it('brings nothing down when it fails meanwhile', async () => {
    const router = routerOf(STREAMS, () => () => answering(createReadStream('/no/such/file'))() as never)
    const { port, origin, errors } = await serve((app) => {
      app.use(async (ctx, next) => {
        await next()
        // Somebody else takes a while, and the stream fails before Koa reads it.
        const { body } = ctx
        await new Promise((resolve) => (body instanceof Readable ? body.once('close', resolve) : resolve(undefined)))
      })
      app.use(router.routes())
    })
    const head = await sendRaw(port, 'HEAD / HTTP/1.1', 'Host: x', 'Connection: close', '', '')
    expect(head).toMatch(/^HTTP\/1.1 200 OK/)
    await expect(fetch(origin)).rejects.toThrow('fetch failed')
    expect(errors).toMatchObject([{ code: 'ENOENT' }])
  })
})
