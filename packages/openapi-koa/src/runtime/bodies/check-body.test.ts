import { describe, expect, it } from 'vitest'
import { serveLibrary } from '../../fixtures/serve.ts'

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
  it('hands over what any of its alternatives declares, typed, and ignores other fields', async () => {
    const library = await serveLibrary()
    const answer = await postTo(
      `${library.origin}/north/loans/a`,
      FORM,
      'what=book&book=1&book=2&extend=true&room=x&y=1&y=2',
    )
    expect(answer.status).toBe(200)
    expect(library.requests.at(-1)).toMatchObject({
      contentType: FORM,
      body: { what: 'book', book: [1, 2], extend: true, room: 'x' },
    })
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
  it('is handed over whole, undeclared members included', async () => {
    expect(await add('{"kind":"book","title":"A","copies":[{"shelf":1}],"x":1}')).toEqual([
      201,
      { kind: 'book', title: 'A', copies: [{ shelf: 1 }], x: 1 },
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

  it.each([
    ['{"kind":"book","title":"A","__proto__":{"polluted":1}}', ['__proto__'], '__proto__'],
    ['{"kind":"book","title":"A","copies":[{"shelf":1},{"\\u005f_proto__":1}]}', ['copies', 1, '__proto__'], 'copies'],
    ['{"kind":"book","x":{"_\\u005F\\u0070roto__":1},"title":"A"}', ['x', '__proto__'], 'x'],
    ['[[{"__prot\\u006f__":1}]]', [0, 0, '__proto__'], undefined],
  ])('with a member that is named like the prototype is refused: %s', async (body, path, name) => {
    const [status, handled, details] = await add(body)
    expect(status).toBe(400)
    expect(handled).toBeUndefined()
    expect(details).toMatchObject({ place: 'body', reason: 'invalid', path, ...(name && { name }) })
  })

  it('may speak of prototypes, and name members after what every object has', async () => {
    const sent = { kind: 'book', title: '__proto__ \\u005f', constructor: { prototype: { polluted: 1 } }, toString: 1 }
    const [status, body] = await add(JSON.stringify(sent))
    expect(status).toBe(201)
    expect(body).toEqual(sent)
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
