import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { closed, connectTo, readAll, sendRaw, serveLibrary } from '../fixtures/serve.ts'

const FORM = 'application/x-www-form-urlencoded'

async function problem(response: Response): Promise<unknown> {
  return await response.json()
}

function postTo(
  url: string,
  contentType: string | undefined,
  body: string | Buffer,
  more: Record<string, string> = {},
) {
  const headers = { ...more, ...(contentType !== undefined && { 'Content-Type': contentType }) }
  return fetch(url, { method: 'POST', headers, body: Buffer.from(body) })
}

/** Adds a book to a library of its own. */
async function add(body: string): Promise<[status: number, handled: unknown, problem: unknown]> {
  const library = await serveLibrary()
  const answer = await postTo(`${library.origin}/books`, 'application/json', body)
  return [answer.status, library.requests.at(-1)?.['body'], answer.status === 201 ? undefined : await problem(answer)]
}

describe('form', () => {
  it('hands over what its alternative declares, typed, and ignores other fields', async () => {
    const library = await serveLibrary()
    const answer = await postTo(
      `${library.origin}/north/loans/a`,
      FORM,
      'what=book&book=1&book=2&extend=true&room=x&y=1&y=2',
    )
    expect(answer.status).toBe(200)
    expect(library.requests.at(-1)).toMatchObject({
      contentType: FORM,
      body: { what: 'book', book: [1, 2], extend: true },
    })
    expect(library.requests.at(-1)?.['body']).not.toHaveProperty('room')
    expect(library.requests.at(-1)?.['body']).not.toHaveProperty('y')
  })

  it.each([
    FORM,
    'APPLICATION/X-WWW-Form-URLencoded',
    `${FORM};charset=UTF-8`,
    `${FORM} ; a=b; CHARSET="utf-8"`,
    `${FORM};charset=utf8`,
  ])('is read as %s', async (contentType) => {
    const library = await serveLibrary()
    expect((await postTo(`${library.origin}/north/loans/a`, contentType, 'what=room&room=%C3%A9+%2B')).status).toBe(200)
    expect(library.requests.at(-1)?.['body']).toEqual({ what: 'room', room: 'é +' })
  })

  it.each([
    'application/json',
    'multipart/form-data; boundary=x',
    'text/plain',
    `${FORM}; charset=iso-8859-1`,
    `${FORM}x`,
    'x',
    '',
    undefined,
  ])('is not read as %s', async (contentType) => {
    const library = await serveLibrary()
    const answer = await postTo(`${library.origin}/north/loans/a`, contentType, 'what=room&room=1')
    expect(answer.status).toBe(415)
    expect(await problem(answer)).toMatchObject({ place: 'body', reason: 'unsupported-media-type' })
    expect(library.requests).toEqual([])
  })

  it('is not inflated', async () => {
    const library = await serveLibrary()
    const answer = await postTo(`${library.origin}/north/loans/a`, FORM, 'what=room&room=1', {
      'Content-Encoding': 'gzip',
    })
    expect(answer.status).toBe(415)
    const identity = { 'Content-Encoding': 'identity' }
    expect((await postTo(`${library.origin}/north/loans/a`, FORM, 'what=room&room=1', identity)).status).toBe(200)
  })

  it.each([
    ['', 'missing', 'what'],
    ['room=1', 'missing', 'what'],
    ['what=boat', 'invalid', 'what'],
    ['what=room', 'missing', 'room'],
    ['what=book&book=x', 'invalid', 'book'],
    ['what=room&room=1&room=2', 'repeated', 'room'],
    ['what=room&room=1&extend=true&extend=true', 'repeated', 'extend'],
    ['what=room&room=%ff', 'malformed', 'room'],
    ['what=room&room=%zz', 'malformed', 'room'],
    ['what=room&room=%', 'malformed', 'room'],
    ['what=room&room=1&%ff=1', 'malformed', undefined],
    ['what=room&room=1&other=%ff', 'malformed', undefined],
  ])('%s is refused as %s', async (body, reason, name) => {
    const library = await serveLibrary()
    const answer = await postTo(`${library.origin}/north/loans/a`, FORM, body)
    expect(await problem(answer)).toMatchObject({ status: 400, place: 'body', reason, ...(name && { name }) })
    expect(library.requests).toEqual([])
  })

  it('is refused when its bytes are not UTF-8', async () => {
    const library = await serveLibrary()
    const url = `${library.origin}/north/loans/a`
    expect((await postTo(url, FORM, Buffer.from('what=room&room=é'))).status).toBe(200)
    const answer = await postTo(url, FORM, Buffer.from('what=room&room=é', 'latin1'))
    expect(await problem(answer)).toMatchObject({ status: 400, place: 'body', reason: 'malformed' })
  })

  it('takes an empty field for an absent one when asked to, and ignores stray ampersands', async () => {
    const library = await serveLibrary({ emptyParametersAreAbsent: true })
    const url = `${library.origin}/north/loans/a`
    await postTo(url, FORM, '&&what=room&room=&room=1&note=&')
    expect(library.requests.at(-1)?.['body']).toEqual({ what: 'room', room: '1' })
    expect(await problem(await postTo(url, FORM, 'what=room&room='))).toMatchObject({ reason: 'missing', name: 'room' })
  })

  it('cannot reach a prototype', async () => {
    const library = await serveLibrary()
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
    const body = `what=room&room=1&${names.map((name) => `${name}=1&${name}=2`).join('&')}&__proto__[polluted]=1`
    expect((await postTo(`${library.origin}/north/loans/a`, FORM, body)).status).toBe(200)
    expect(library.requests.at(-1)?.['body']).toEqual({ what: 'room', room: '1' })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('keeps to the number of fields and to the size of each by default', async () => {
    const library = await serveLibrary()
    const url = `${library.origin}/north/loans/a`
    expect((await postTo(url, FORM, `what=room&room=1${'&x=1'.repeat(98)}`)).status).toBe(200)
    expect(await problem(await postTo(url, FORM, `what=room&room=1${'&x=1'.repeat(99)}`))).toMatchObject({
      status: 400,
      reason: 'too-many-parameters',
    })
    expect((await postTo(url, FORM, `what=room&room=1&note=${'a'.repeat(32_763)}`)).status).toBe(200)
    expect(await problem(await postTo(url, FORM, `what=room&room=1&note=${'a'.repeat(32_764)}`))).toMatchObject({
      status: 400,
      reason: 'too-large',
      name: 'note',
    })
  })
})

describe('JSON', () => {
  it('is handed over as its alternative', async () => {
    expect(await add('{"kind":"book","title":"A","copies":[{"shelf":1}],"x":1}')).toEqual([
      201,
      { kind: 'book', title: 'A', copies: [{ shelf: 1 }] },
      undefined,
    ])
    expect((await add('{"kind":"magazine","issue":3}'))[1]).toEqual({ kind: 'magazine', issue: 3 })
  })

  it.each([
    ['', { reason: 'malformed' }],
    ['{', { reason: 'malformed' }],
    ['[]', { reason: 'invalid' }],
    ['null', { reason: 'invalid' }],
    ['{}', { reason: 'missing', name: 'kind' }],
    ['{"kind":"cat"}', { reason: 'invalid', name: 'kind' }],
    ['{"kind":"book"}', { reason: 'missing', name: 'title' }],
    ['{"kind":"book","title":1}', { reason: 'invalid', name: 'title' }],
    [
      '{"kind":"book","title":"","copies":[{"shelf":1},{}]}',
      { reason: 'missing', name: 'copies', path: ['copies', 1, 'shelf'] },
    ],
  ])('%s is refused', async (body, expected) => {
    const [status, handled, details] = await add(body)
    expect(status).toBe(400)
    expect(handled).toBeUndefined()
    expect(details).toMatchObject({ place: 'body', ...expected })
  })

  it('cannot reach a prototype', async () => {
    const [, body] = await add(
      '{"kind":"book","title":"A","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    )
    expect(body).toEqual({ kind: 'book', title: 'A' })
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('one of several media types', () => {
  it('is told apart by contentType, and may be left out', async () => {
    const library = await serveLibrary()
    const put = (contentType?: string, body?: string): Promise<Response> =>
      fetch(`${library.origin}/books/7`, {
        method: 'PUT',
        ...(contentType && { headers: { 'Content-Type': contentType } }),
        ...(body !== undefined && { body }),
      })
    await put('text/plain; charset=utf-8', 'Old & é')
    expect(library.requests.at(-1)).toMatchObject({ contentType: 'text/plain', body: 'Old & é' })
    await put('application/vnd.library+json', '{"text":"Old"}')
    expect(library.requests.at(-1)).toMatchObject({
      contentType: 'application/vnd.library+json',
      body: { text: 'Old' },
    })
    expect((await put()).status).toBe(204)
    expect(library.requests.at(-1)).toMatchObject({ body: undefined })
    expect((await put('text/plain', 'a'.repeat(41))).status).toBe(400)
    expect((await put('application/json', '{}')).status).toBe(415)
  })
})

describe('a body that is required', () => {
  it('is missed when nothing is sent', async () => {
    const library = await serveLibrary()
    const answer = await fetch(`${library.origin}/north/loans/a`, { method: 'POST' })
    expect(await problem(answer)).toMatchObject({ status: 400, place: 'body', reason: 'missing' })
  })
})

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
    expect(await problem(answer)).toMatchObject({ place: 'body', reason: 'too-large' })
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
      expect(await problem(answer)).toMatchObject({ reason: 'too-large' })
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
