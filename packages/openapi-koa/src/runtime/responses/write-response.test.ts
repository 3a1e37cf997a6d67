import { Readable } from 'node:stream'
import type { Context } from 'koa'
import { describe, expect, it } from 'vitest'
import type { Handlers } from '../../fixtures/generated/koa.gen.ts'
import { sendRaw, serveLibrary } from '../../fixtures/serve.ts'
import type { WholeAnswer } from './send-whole.ts'

type Library = Handlers

async function get(handlers: Partial<Library>, path = '/books?author=a'): Promise<Response> {
  const library = await serveLibrary({}, handlers)
  return await fetch(library.origin + path, { headers: { 'X-Reader': '3', Cookie: 'session=abc' }, redirect: 'manual' })
}

/** As a handler that slipped past the compiler. */
function wrong(response: object): Partial<Library> {
  return { listBooks: () => response as never }
}

const noStore = { 'Cache-Control': 'no-store' } as const

describe('content', () => {
  it('goes out under the media type exactly as the document spells it', async () => {
    const library = await serveLibrary(
      {},
      { listBooks: () => ({ status: 200, headers: noStore, body: [{ id: 1, title: 'é' }] }) },
    )
    const answer = await sendRaw(library.port, 'GET /books?author=a HTTP/1.1', 'Host: x', 'Connection: close', '', '')
    expect(answer).toContain('\r\nContent-Type: application/json;charset=UTF-8\r\n')
    expect(answer).toContain('\r\nContent-Length: 23\r\n')
    expect(Buffer.from(answer.split('\r\n\r\n')[1] ?? '', 'latin1').toString()).toBe('[{"id":1,"title":"é"}]')
  })

  it('is a page as text, also an empty one', async () => {
    const answer = await get({ newestBook: () => ({ status: 200, body: '' }) }, '/books/newest')
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/html;charset=UTF-8',
      '',
    ])
  })

  it('is of the type that the handler names where there are several', async () => {
    const json = await get(
      { 'get-book': () => ({ status: 200, contentType: 'application/json', body: { id: 1, title: 'A' } }) },
      '/books/1',
    )
    expect([json.headers.get('content-type'), await json.text()]).toEqual(['application/json', '{"id":1,"title":"A"}'])
    const text = await get(
      { 'get-book': () => ({ status: 200, contentType: 'text/plain;charset=utf-8', body: 'A' }) },
      '/books/1',
    )
    expect([text.headers.get('content-type'), await text.text()]).toEqual(['text/plain;charset=utf-8', 'A'])
  })

  it('may be bytes or a stream where it is not JSON', async () => {
    const bytes = await get(
      { 'get-book': () => ({ status: 200, contentType: 'image/png', body: new Uint8Array([1, 2, 3]).subarray(1) }) },
      '/books/1',
    )
    expect(bytes.headers.get('content-type')).toBe('image/png')
    expect([...(await bytes.bytes())]).toEqual([2, 3])
    const stream = await get(
      { newestBook: () => ({ status: 200, body: Readable.from([Buffer.from('<h1>'), Buffer.from('A')]) }) },
      '/books/newest',
    )
    expect([stream.headers.get('content-type'), await stream.text()]).toEqual(['text/html;charset=UTF-8', '<h1>A'])
  })

  it('stays away where the document has none', async () => {
    const added = await get({ listBooks: () => ({ status: 404, headers: { 'X-Trace': 't' }, body: { title: 'No' } }) })
    expect([added.status, added.headers.get('content-type'), await added.json()]).toEqual([
      404,
      'application/problem+json',
      { title: 'No' },
    ])
    const unchanged = await get({ 'get-book': () => ({ status: 304, headers: { ETag: '"a"' } }) }, '/books/1')
    expect([unchanged.status, unchanged.headers.get('etag'), unchanged.headers.get('content-type')]).toEqual([
      304,
      '"a"',
      null,
    ])
  })

  it('stays away also where an earlier middleware set a type', async () => {
    const library = await serveLibrary({}, {}, (ctx) => {
      ctx.type = 'application/json'
      return undefined
    })
    const answer = await fetch(`${library.origin}/odd(path)*/a`)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, null, ''])
  })
})

describe('status and headers', () => {
  it('of a redirect survive its empty body', async () => {
    const library = await serveLibrary()
    const answer = await fetch(`${library.origin}/books`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"kind":"book","title":"A"}',
    })
    expect([answer.status, answer.headers.get('location'), answer.headers.get('content-length')]).toEqual([
      201,
      '/books/1',
      '0',
    ])
  })

  it('may be a number, a list, or left out', async () => {
    const total = await get({ listBooks: () => ({ status: 200, headers: { ...noStore, 'X-Total': 12 }, body: [] }) })
    expect([total.headers.get('x-total'), total.headers.get('x-trace')]).toEqual(['12', null])
    const list = await get(
      { 'get-book': () => ({ status: 304, headers: { ETag: '"a"', Warning: ['199 - a', '199 - b'] } }) },
      '/books/1',
    )
    expect(list.headers.get('warning')).toBe('199 - a,199 - b')
  })

  it.each(['a\r\nX-Injected: 1', 'a\nb', 'a\u0000b'])('never carry a line break or NUL: %j', async (value) => {
    const answer = await get(wrong({ status: 200, headers: { ...noStore, 'X-Trace': value }, body: [] }))
    expect(answer.status).toBe(500)
    expect(answer.headers.get('x-injected')).toBeNull()
    const sending = await serveLibrary(
      sendingItself([]),
      wrong({ status: 200, headers: { ...noStore, 'X-Trace': value }, body: [] }),
    )
    const request = ['GET /books?author=a HTTP/1.1', 'Host: x', 'Connection: close', '', '']
    const raw = await sendRaw(sending.port, ...request)
    expect(raw).toMatch(/^HTTP\/1.1 500 /)
    expect(raw).not.toContain('X-Injected')
  })
})

describe('a handler that slipped past the compiler is a bug, not an answer', () => {
  it.each([
    [
      'a status that the document lacks',
      { status: 302, headers: { Location: '/' } },
      '302, and its status is not documented',
    ],
    ['no body where one is documented', { status: 200, headers: noStore }, 'its body is missing'],
    ['no answer', undefined, 'listBooks answered nothing'],
    ['an interim status', { status: 103 }, '103, and its status is not documented'],
  ])('%s', async (_, response, message) => {
    const library = await serveLibrary({}, wrong(response as object))
    expect((await fetch(`${library.origin}/books?author=a`)).status).toBe(500)
    expect(String(library.errors[0])).toContain(message)
  })

  it('no choice between several types', async () => {
    const library = await serveLibrary({}, { 'get-book': () => ({ status: 200, body: 'A' }) as never })
    const headers = { 'X-Reader': '3', Cookie: 'session=abc' }
    expect((await fetch(`${library.origin}/books/1`, { headers })).status).toBe(500)
    expect(String(library.errors[0])).toContain('contentType')
  })
})

const sendingItself = (seen: WholeAnswer[], sends: (answer: WholeAnswer) => boolean = () => true) => ({
  send: (ctx: Context, answer: WholeAnswer) => {
    seen.push(answer)
    if (!sends(answer)) return false
    ctx.respond = false
    ctx.res.writeHead(answer.status, [...answer.headers, 'X-Sent-By', 'application']).end(answer.content)
    return true
  },
})

describe('an application that sends answers itself', () => {
  it('gets them whole, with fields as they go out', async () => {
    const seen: WholeAnswer[] = []
    const library = await serveLibrary(sendingItself(seen), {
      'get-book': () => ({ status: 304, headers: { ETag: '"a"', Warning: ['199 - a', '199 - b'] } }),
    })
    const headers = { 'X-Reader': '3', Cookie: 'session=abc' }
    const answers = [
      await fetch(`${library.origin}/books?author=a`),
      await fetch(`${library.origin}/books/1`, { headers }),
      await fetch(`${library.origin}/books?author=a&page=x`),
      await fetch(`${library.origin}/books`, { method: 'PUT' }),
      await fetch(`${library.origin}/books`, { method: 'OPTIONS' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 304, 400, 405, 204])
    expect(answers.map((answer) => answer.headers.get('x-sent-by'))).toEqual(answers.map(() => 'application'))
    expect(seen.slice(0, 2)).toEqual([
      {
        status: 200,
        headers: ['Cache-Control', 'no-store', 'Content-Type', 'application/json;charset=UTF-8'],
        content: '[]',
      },
      { status: 304, headers: ['ETag', '"a"', 'Warning', '199 - a,199 - b', 'Vary', 'Accept'], content: null },
    ])
    expect(seen.slice(3)).toMatchObject([
      { headers: expect.arrayContaining(['Allow', 'GET, POST, HEAD, OPTIONS']) },
      { headers: ['Allow', 'GET, POST, HEAD, OPTIONS'], content: null },
    ])
    expect(library.errors).toEqual([])
  })

  it('may leave one to Koa', async () => {
    const library = await serveLibrary(sendingItself([], () => false))
    const answer = await fetch(`${library.origin}/books?author=a`)
    expect([answer.status, answer.headers.get('x-sent-by'), await answer.text()]).toEqual([200, null, '[]'])
  })

  it('gets no stream, and nothing whose connection must linger', async () => {
    const seen: WholeAnswer[] = []
    const library = await serveLibrary(
      { ...sendingItself(seen), bodyLimitBytes: 10 },
      { newestBook: () => ({ status: 200, body: Readable.from([Buffer.from('A')]) }) },
    )
    expect(await (await fetch(`${library.origin}/books/newest`)).text()).toBe('A')
    const headers = { 'Content-Type': 'application/json' }
    const large = await fetch(`${library.origin}/books`, { method: 'POST', headers, body: '"0123456789"' })
    expect([large.status, large.headers.get('connection')]).toEqual([413, 'close'])
    expect(seen).toEqual([])
  })
})
