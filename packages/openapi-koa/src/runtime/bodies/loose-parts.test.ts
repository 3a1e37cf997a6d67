import { text as read } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { connectTo, readAll } from '../../fixtures/serve.ts'
import { type ServedDocument, serveDocument } from '../../testing/serve-document.ts'
import type { AnyRouterOptions } from '../build-router.ts'
import type { MultipartPart } from './multipart-part.ts'

const PARTS = `
openapi: 3.1.0
info: { title: Streams, version: '1' }
paths:
  /parts:
    post:
      operationId: addParts
      requestBody:
        required: true
        content: { multipart/form-data: { schema: { type: object, properties: { a: { type: integer } } } } }
      responses: { '204': { description: Taken. } }
`

const TYPE = 'multipart/form-data; boundary=b'

function part(name: string, content: string, more = ''): string {
  return `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`
}

function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`
}

function serveParts(
  handle: (parts: AsyncIterable<MultipartPart>) => Promise<void>,
  options: Partial<AnyRouterOptions> = {},
): Promise<ServedDocument> {
  const addParts = async (request: object): Promise<{ status: number }> => {
    await handle((request as { body: AsyncIterable<MultipartPart> }).body) // as the document says
    return { status: 204 }
  }
  return serveDocument(PARTS, { addParts }, { validate: { addParts: false }, bodyLimitBytes: 4_000_000, ...options })
}

function send(served: ServedDocument, body: string): Promise<Response> {
  return fetch(`${served.origin}/parts`, { method: 'POST', headers: { 'Content-Type': TYPE }, body })
}

describe('the parts of a body that nobody checks', () => {
  it('come one after another as they were sent', async () => {
    const seen: unknown[] = []
    const served = await serveParts(async (parts) => {
      for await (const { stream, ...fields } of parts) seen.push({ ...fields, content: await read(stream) })
    })
    const body = `${part('a', 'x')}${part('a', 'y', '; filename="../y.txt"\r\nContent-Type: a/b')}${part('b', '')}--b--`
    expect((await send(served, body)).status).toBe(204)
    expect(seen).toEqual([
      { name: 'a', filename: undefined, contentType: 'text/plain', content: 'x' },
      { name: 'a', filename: 'y.txt', contentType: 'a/b', content: 'y' },
      { name: 'b', filename: undefined, contentType: 'text/plain', content: '' },
    ])
  })

  it('are skipped when they are not read, or not to their end', async () => {
    const seen: string[] = []
    const served = await serveParts(async (parts) => {
      for await (const { name, stream } of parts) {
        if (name === 'b') for await (const _ of stream) break
        if (name === 'c') seen.push(await read(stream))
      }
    })
    const large = 'x'.repeat(1_000_000)
    const body = `${part('a', large)}${part('b', large)}${part('c', 'read')}--b--`
    expect((await send(served, body)).status).toBe(204)
    expect(seen).toEqual(['read'])
  })

  it('reach the handler before the body has ended', async () => {
    const first = Promise.withResolvers<string>()
    const served = await serveParts(async (parts) => {
      for await (const { stream } of parts) first.resolve(await read(stream))
    })
    const socket = await connectTo(served.port)
    const answer = readAll(socket)
    socket.write(
      `POST /parts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    socket.write(chunk(`${part('a', 'now')}${part('b', 'later').slice(0, -4)}`))
    expect(await first.promise).toBe('now')
    socket.write(`${chunk('r\r\n--b--')}0\r\n\r\n`)
    expect(await answer).toContain('HTTP/1.1 204 ')
  })

  it('can be left early, and the connection serves the next request', async () => {
    const names: string[] = []
    const served = await serveParts(async (parts) => {
      for await (const { name } of parts) {
        names.push(name)
        break
      }
    })
    const socket = await connectTo(served.port)
    const answers = readAll(socket)
    const body = `${part('a', 'x'.repeat(2_000_000))}${part('b', 'x')}--b--`
    const request = `POST /parts HTTP/1.1\r\nHost: x\r\nContent-Type: ${TYPE}\r\nContent-Length: ${body.length}\r\n`
    socket.write(`${request}\r\n${body}${request}Connection: close\r\n\r\n${body}`)
    expect((await answers).match(/HTTP\/1.1 204 /g)).toHaveLength(2)
    expect(names).toEqual(['a', 'a'])
  })

  it.each([
    ['breaks off', part('a', 'x'), 400, 'malformed'],
    ['is broken', `--b\r\nx\r\n\r\n${part('a', 'x')}--b--`, 400, 'malformed'],
    ['has too many of them', `${part('a', 'x').repeat(101)}--b--`, 400, 'too-many-parameters'],
  ])('are refused in the handler when the body %s', async (_, body, status, reason) => {
    const served = await serveParts(async (parts) => {
      for await (const { stream } of parts) await read(stream)
    })
    const answer = await send(served, body)
    expect(await answer.json()).toMatchObject({ status, place: 'body', reason })
    expect(served.errors).toEqual([])
  })

  it('are refused in the handler at the limit, while one is read', async () => {
    const served = await serveParts(
      async (parts) => {
        for await (const { stream } of parts) await read(stream)
      },
      { bodyLimitBytes: 100_000 },
    )
    const socket = await connectTo(served.port)
    const answer = readAll(socket)
    socket.write(`POST /parts HTTP/1.1\r\nHost: x\r\nContent-Type: ${TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n`)
    const start = part('a', '').slice(0, -2)
    socket.write(`${start.length.toString(16)}\r\n${start}\r\n`)
    for (let count = 0; count < 4; count += 1) socket.write(`8000\r\n${'x'.repeat(0x8000)}\r\n`)
    expect(await answer).toContain('HTTP/1.1 413 ')
    expect(served.errors).toEqual([])
  })
})
