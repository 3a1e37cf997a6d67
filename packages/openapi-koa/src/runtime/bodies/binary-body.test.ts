import { setImmediate } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { connectTo, readAll, sendRaw } from '../../fixtures/serve.ts'
import { type ServedDocument, serveDocument } from '../../testing/serve-document.ts'
import type { AnyHandler, AnyRouterOptions } from '../build-router.ts'

const FILES = `
openapi: 3.1.0
info: { title: Streams, version: '1' }
paths:
  /files:
    post:
      operationId: addFile
      requestBody:
        required: true
        content: { application/octet-stream: {}, image/png: {}, 'image/*': {}, application/json: { schema: { type: object } } }
      responses: { '204': { description: Taken. } }
    put:
      operationId: replaceFile
      requestBody: { content: { '*/*': { schema: { type: string, format: binary } } } }
      responses: { '204': { description: Taken. } }
`

interface Streamed {
  readonly contentType: string
  readonly mediaType?: string
  readonly body: Readable | undefined
}

async function read(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer) // a stream of bytes
  return Buffer.concat(chunks).toString('latin1')
}

/** Remembers what its handlers have read. */
async function serveFiles(
  options: Partial<AnyRouterOptions> = {},
  handlers: Readonly<Record<string, AnyHandler>> = {},
): Promise<ServedDocument & { readonly seen: unknown[] }> {
  const seen: unknown[] = []
  const take: AnyHandler = async (request) => {
    const { contentType, mediaType, body } = request as Streamed // what the document says
    seen.push({ contentType, mediaType, content: body && (await read(body)) })
    return { status: 204 }
  }
  const served = await serveDocument(FILES, { addFile: take, replaceFile: take, ...handlers }, options)
  return { ...served, seen }
}

function send(url: string, contentType: string | undefined, content: string, method = 'POST'): Promise<Response> {
  const headers = contentType === undefined ? {} : { 'Content-Type': contentType }
  return fetch(url, { method, headers, body: Buffer.from(content, 'latin1') })
}

const CHUNKED = ['Host: x', 'Content-Type: application/octet-stream', 'Transfer-Encoding: chunked']

describe('a body of bytes', () => {
  it.each([
    ['application/octet-stream', 'application/octet-stream', undefined],
    ['IMAGE/png', 'image/png', undefined],
    ['image/jpeg; q=1', 'image/*', 'image/jpeg'],
    ['image/svg+xml; charset=iso-8859-1', 'image/*', 'image/svg+xml'],
    [undefined, 'application/octet-stream', undefined],
  ])('sent as %s is taken for %s', async (sent, contentType, mediaType) => {
    const served = await serveFiles()
    expect((await send(`${served.origin}/files`, sent, 'é\0')).status).toBe(204)
    expect(served.seen).toEqual([{ contentType, mediaType, content: 'é\0' }])
  })

  it.each(['image/*', '*/*', 'image', 'text/plain', 'application/json; charset=latin1'])(
    'sent as %s is taken for nothing that is there',
    async (contentType) => {
      const served = await serveFiles()
      expect((await send(`${served.origin}/files`, contentType, '{}')).status).toBe(415)
    },
  )

  it('is what */* says, also when it could be read', async () => {
    const served = await serveFiles()
    expect((await send(`${served.origin}/files`, 'application/json', '{}', 'PUT')).status).toBe(204)
    expect((await send(`${served.origin}/files`, undefined, 'x', 'PUT')).status).toBe(204)
    expect((await fetch(`${served.origin}/files`, { method: 'PUT' })).status).toBe(204)
    expect(served.seen).toEqual([
      { contentType: '*/*', mediaType: 'application/json', content: '{}' },
      { contentType: '*/*', mediaType: 'application/octet-stream', content: 'x' },
      { contentType: undefined, mediaType: undefined, content: undefined },
    ])
  })

  it('may be empty', async () => {
    const served = await serveFiles()
    const head = ['Host: x', 'Content-Type: image/png', 'Content-Length: 0', 'Connection: close', '', '']
    expect(await sendRaw(served.port, 'POST /files HTTP/1.1', ...head)).toContain('HTTP/1.1 204 ')
    expect(served.seen).toEqual([{ contentType: 'image/png', mediaType: undefined, content: '' }])
  })

  it('that is announced as too long never reaches the handler', async () => {
    const served = await serveFiles({ bodyLimitBytes: 10 })
    expect((await send(`${served.origin}/files`, 'image/png', 'x'.repeat(10))).status).toBe(204)
    expect((await send(`${served.origin}/files`, 'image/png', 'x'.repeat(11))).status).toBe(413)
    expect(served.requests).toHaveLength(1)
  })

  it('that turns out to be too long fails in the handler, and is answered as too large', async () => {
    const served = await serveFiles({ bodyLimitBytes: 10 })
    const answer = await sendRaw(
      served.port,
      'POST /files HTTP/1.1',
      ...CHUNKED,
      '',
      '6',
      'xxxxxx',
      '6',
      'xxxxxx',
      '0',
      '',
      '',
    )
    expect(answer).toContain('HTTP/1.1 413 ')
    expect(answer).toMatch(/\r\nConnection: close\r\n/i)
    expect(answer).toContain('"place":"body","reason":"too-large"')
    expect(served.seen).toEqual([])
    expect(served.errors).toEqual([])
  })

  it('that breaks off fails in the handler, also as the cause of another error', async () => {
    const failed = Promise.withResolvers<unknown>()
    const refused = Promise.withResolvers<unknown>()
    const served = await serveFiles(
      { onInvalidRequest: (failure) => (refused.resolve(failure), { status: 400 }) },
      {
        addFile: async (request) => {
          try {
            await read((request as { body: Readable }).body) // as the document says
          } catch (error) {
            failed.resolve(error)
            throw new Error('Not stored.', { cause: error })
          }
          return { status: 204 }
        },
      },
    )
    const socket = await connectTo(served.port)
    socket.write(['POST /files HTTP/1.1', ...CHUNKED, '', '6', 'xxxxxx', ''].join('\r\n'), () => socket.destroy())
    expect(await failed.promise).toMatchObject({ name: 'InvalidBody' })
    expect(await refused.promise).toMatchObject({ place: 'body', reason: 'malformed' })
  })

  it.each(['not at all', 'in part'])('that a handler reads %s stands in nobody’s way', async (how) => {
    const served = await serveFiles(
      { bodyLimitBytes: 4_000_000 },
      {
        addFile: async (request) => {
          const { body } = request as { body: Readable } // as the document says
          if (how === 'in part') for await (const _ of body) break
          return { status: 204 }
        },
      },
    )
    const socket = await connectTo(served.port)
    const answers = readAll(socket)
    const size = 3_000_000
    const request = `POST /files HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: ${size}\r\n`
    socket.write(`${request}\r\n${'x'.repeat(size)}${request}Connection: close\r\n\r\n${'x'.repeat(size)}`)
    expect((await answers).match(/HTTP\/1.1 204 /g)).toHaveLength(2)
    expect(served.errors).toEqual([])
  })

  it('that breaks off while nobody reads it harms nobody', async () => {
    const left = Promise.withResolvers<void>()
    const served = await serveFiles(
      {},
      {
        addFile: async (request) => {
          const { body } = request as { body: Readable } // as the document says
          body.resume()
          socket.destroy()
          body.once('close', left.resolve)
          await left.promise
          return { status: 204 }
        },
      },
    )
    const socket = await connectTo(served.port)
    socket.write(['POST /files HTTP/1.1', ...CHUNKED, '', '6', 'xxxxxx', ''].join('\r\n'))
    await left.promise
    expect((await send(`${served.origin}/files`, 'image/png', 'x', 'PUT')).status).toBe(204)
  })

  it('arrives no faster than it is read', async () => {
    const pause = Promise.withResolvers<void>()
    let buffered = 0
    const served = await serveFiles(
      { bodyLimitBytes: 64_000_000 },
      {
        addFile: async (request) => {
          const { body } = request as { body: Readable } // as the document says
          await pause.promise
          for await (const chunk of body) buffered = Math.max(buffered, body.readableLength + (chunk as Buffer).length)
          return { status: 204 }
        },
      },
    )
    const socket = await connectTo(served.port)
    const answer = readAll(socket)
    const chunk = Buffer.alloc(65_536)
    socket.write(
      'POST /files HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nConnection: close\r\nContent-Length: 32768000\r\n\r\n',
    )
    let sent = 0
    const pump = (): void => {
      while (sent < 500) {
        sent += 1
        if (!socket.write(chunk)) return
      }
    }
    socket.on('drain', pump)
    pump()
    for (let turn = 0; turn < 100; turn += 1) await setImmediate()
    // What the system buffers is all that was taken.
    expect(socket.writableLength).toBeGreaterThan(0)
    expect(sent).toBeLessThan(500)
    pause.resolve()
    expect(await answer).toContain('HTTP/1.1 204 ')
    expect(buffered).toBeLessThan(1_000_000)
  })
})
