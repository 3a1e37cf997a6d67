import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { closed, connectTo, readAll, sendRaw, serveLibrary } from '../../fixtures/serve.ts'

const FORM = 'application/x-www-form-urlencoded'

function postTo(url: string, contentType: string, body: string): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'Content-Type': contentType }, body })
}

describe('a body', () => {
  const HEAD = ['POST /books HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Connection: close'].join('\r\n')
  const BODY = '{"kind":"book","title":"é"}'
  const LENGTH = Buffer.byteLength(BODY)

  it.each([
    ['with its head', [`${HEAD}\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY}`]],
    ['after its head', [`${HEAD}\r\nContent-Length: ${LENGTH}\r\n\r\n`, BODY]],
    ['in pieces', [`${HEAD}\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY.slice(0, 5)}`, BODY.slice(5, 9), BODY.slice(9)]],
    ['in chunks', [`${HEAD}\r\nTransfer-Encoding: chunked\r\n\r\n${LENGTH.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`]],
  ])('that arrives %s is read whole, and its stream ends', async (_, packets) => {
    const ended = Promise.withResolvers<unknown>()
    const library = await serveLibrary({}, {}, (ctx) => {
      ctx.req.once('close', () => ended.resolve(ctx.req.readableEnded))
      return undefined
    })
    const socket = await connectTo(library.port)
    socket.setNoDelay()
    const answer = readAll(socket)
    for (const packet of packets) {
      socket.write(packet)
      // Most likely it is on its way before the next one; the result is the same when it is not.
      await setImmediate()
    }
    expect(await answer).toContain('HTTP/1.1 201 ')
    expect(library.requests.at(-1)?.['body']).toEqual({ kind: 'book', title: 'é' })
    expect(await ended.promise).toBe(true)
  })

  it.each([false, true])('that its type alone announces is empty (optimizeEmptyRequests: %s)', async (optimize) => {
    const library = await serveLibrary({}, {}, undefined, { optimizeEmptyRequests: optimize })
    const answer = await sendRaw(library.port, HEAD, '', '')
    expect(answer).toContain('HTTP/1.1 400 ')
    expect(answer).toContain('"place":"body","reason":"malformed"')
    expect(library.errors).toEqual([])
  })
})

describe('a body over the limit', () => {
  it('is allowed up to the limit and refused above it', async () => {
    const library = await serveLibrary({ bodyLimitBytes: 100, maxParameterBytes: 1000 })
    const url = `${library.origin}/north/loans/a`
    const start = 'what=room&room='
    expect((await postTo(url, FORM, start.padEnd(100, 'a'))).status).toBe(200)
    const answer = await postTo(url, FORM, start.padEnd(101, 'a'))
    expect(answer.status).toBe(413)
    expect(answer.headers.get('connection')).toBe('close')
    expect(await answer.json()).toMatchObject({ place: 'body', reason: 'too-large' })
  })

  it('is refused before it was sent, with the connection closed soon', async () => {
    const library = await serveLibrary()
    const socket = await connectTo(library.port)
    const answer = readAll(socket)
    socket.write(
      `POST /north/loans/a HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\nContent-Length: 10000000\r\n\r\nwhat=`,
    )
    const text = await answer
    expect(text).toContain('HTTP/1.1 413 ')
    expect(text).toMatch(/\r\nConnection: close\r\n/i)
    expect(text).toContain('"too-large"')
  })

  it('is refused in the middle of a chunked one that never ends, and not read to its end', async () => {
    const library = await serveLibrary()
    const socket = await connectTo(library.port)
    const answer = new Promise<string>((resolve) => {
      socket.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1')))
    })
    socket.write(
      `POST /north/loans/a HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    const chunk = Buffer.from(`8000\r\n${'a'.repeat(0x8000)}\r\n`)
    let sent = 0
    const pump = (): void => {
      while (!socket.destroyed && sent < 64_000_000 && socket.write(chunk)) sent += chunk.length
    }
    socket.on('drain', pump)
    pump()
    expect(await answer).toContain('HTTP/1.1 413 ')
    await closed(socket)
    expect(sent).toBeLessThan(64_000_000)
  })

  it('still tells a client that sends everything first', async () => {
    const library = await serveLibrary()
    for (let round = 0; round < 5; round += 1) {
      const answer = await postTo(`${library.origin}/north/loans/a`, FORM, 'a'.repeat(900_000))
      expect(answer.status).toBe(413)
      expect(await answer.json()).toMatchObject({ reason: 'too-large' })
    }
  })
})

describe('a body that ends early', () => {
  it('never reaches the handler, and harms nobody', async () => {
    const { promise: seen, resolve: see } = Promise.withResolvers<undefined>()
    const { promise: failure, resolve: fail } = Promise.withResolvers<unknown>()
    const observed = await serveLibrary({ onInvalidRequest: (invalid) => (fail(invalid), { status: 400 }) }, {}, () => {
      see(undefined)
      return undefined
    })
    const socket = await connectTo(observed.port)
    socket.write(
      `POST /north/loans/a HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\nContent-Length: 100\r\n\r\nwhat=room&room=1`,
    )
    await seen
    socket.destroy()
    expect(await failure).toMatchObject({ place: 'body', reason: 'malformed' })
    expect(observed.requests).toEqual([])
    expect((await fetch(`${observed.origin}/books/newest`)).status).toBe(200)
  })

  it('is noticed also when the client left before the body was looked at', async () => {
    const { promise: left, resolve: leave } = Promise.withResolvers<void>()
    const { promise: failure, resolve: fail } = Promise.withResolvers<unknown>()
    const observed = await serveLibrary(
      { onInvalidRequest: (invalid) => (fail(invalid), { status: 400 }) },
      {},
      async (ctx) => {
        ctx.req.once('close', leave)
        socket.destroy()
        await left
        return undefined
      },
    )
    const socket = await connectTo(observed.port)
    socket.write(
      `POST /north/loans/a HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\nContent-Length: 100\r\n\r\nwhat=room&room=1`,
    )
    expect(await failure).toMatchObject({ place: 'body', reason: 'malformed' })
    expect(observed.requests).toEqual([])
  })
})
