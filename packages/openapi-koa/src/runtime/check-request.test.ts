import { describe, expect, it } from 'vitest'
import { type Served, serveLibrary } from '../fixtures/serve.ts'

async function problem(response: Response): Promise<unknown> {
  return await response.json()
}

function lastQuery(library: Served): unknown {
  return library.requests.at(-1)?.['query']
}

describe('query', () => {
  it('hands over the declared parameters with their types, and leaves out the others', async () => {
    const library = await serveLibrary()
    const answer = await fetch(`${library.origin}/books?author=Ada&page=2&available=true&maxPrice=9.5&order=year&x=1`)
    expect(answer.status).toBe(200)
    expect(lastQuery(library)).toEqual({ author: 'Ada', page: 2, available: true, maxPrice: 9.5, order: 'year' })
  })

  it('gives defaults, and lists also for one value', async () => {
    const library = await serveLibrary()
    await fetch(`${library.origin}/books?author=Ada&tag=a`)
    expect(lastQuery(library)).toEqual({ author: 'Ada', page: 1, tag: ['a'] })
    await fetch(`${library.origin}/books?tag=b&author=Ada&tag=a`)
    expect(lastQuery(library)).toEqual({ author: 'Ada', page: 1, tag: ['b', 'a'] })
  })

  it('decodes UTF-8, plus signs and escapes once', async () => {
    const library = await serveLibrary()
    await fetch(`${library.origin}/books?author=%C3%A9+%2B%2541`)
    expect(lastQuery(library)).toEqual({ author: 'é +%41', page: 1 })
  })

  it.each([
    ['', 'missing', 'author'],
    ['author=', 'invalid', 'author'],
    ['author=a&author=b', 'repeated', 'author'],
    ['author=a&page=0', 'invalid', 'page'],
    ['author=a&page=0x1', 'invalid', 'page'],
    ['author=a&page=1.5', 'invalid', 'page'],
    ['author=a&page=%201', 'invalid', 'page'],
    ['author=a&page=Infinity', 'invalid', 'page'],
    ['author=a&available=yes', 'invalid', 'available'],
    ['author=a&order=shelf', 'invalid', 'order'],
    ['author=%ff', 'malformed', 'author'],
    ['author=%c0%af', 'malformed', 'author'],
    ['author=%ed%a0%80', 'malformed', 'author'],
    ['author=%u0041', 'malformed', 'author'],
    ['author=%', 'malformed', 'author'],
    ['%ff=a', 'malformed', undefined],
  ])('refuses ?%s as %s', async (query, reason, name) => {
    const library = await serveLibrary()
    const answer = await fetch(`${library.origin}/books?${query}`)
    expect(answer.status).toBe(400)
    expect(await problem(answer)).toMatchObject({ place: 'query', reason, ...(name && { name }) })
    expect(library.requests).toEqual([])
  })

  it('ignores leading, doubled and trailing ampersands', async () => {
    const library = await serveLibrary()
    await fetch(`${library.origin}/books?&&author=Ada&&page=3&`)
    expect(lastQuery(library)).toEqual({ author: 'Ada', page: 3 })
  })

  it('ignores an undeclared parameter even when it is repeated or named like a part of every object', async () => {
    const library = await serveLibrary()
    const answer = await fetch(
      `${library.origin}/books?author=Ada&x=1&x=2&__proto__=1&constructor=2&toString=3&__proto__=4`,
    )
    expect(answer.status).toBe(200)
    expect(lastQuery(library)).toEqual({ author: 'Ada', page: 1 })
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('takes an empty parameter for an absent one when asked to', async () => {
    const library = await serveLibrary({ emptyParametersAreAbsent: true })
    expect(await problem(await fetch(`${library.origin}/books?author=`))).toMatchObject({
      reason: 'missing',
      name: 'author',
    })
    await fetch(`${library.origin}/books?author=&author=Ada&page=&order`)
    expect(lastQuery(library)).toEqual({ author: 'Ada', page: 1 })
  })

  it('keeps to the number of parameters and to the size of each', async () => {
    const library = await serveLibrary({ maxParameters: 3, maxParameterBytes: 20 })
    const get = (query: string): Promise<Response> => fetch(`${library.origin}/books?${query}`)
    expect((await get('author=a&b=1&&c=1')).status).toBe(200)
    expect(await problem(await get('author=a&b=1&c=1&d=1'))).toMatchObject({
      status: 400,
      reason: 'too-many-parameters',
    })
    expect((await get(`author=${'a'.repeat(13)}`)).status).toBe(200)
    expect(await problem(await get(`author=${'a'.repeat(14)}`))).toMatchObject({
      status: 400,
      reason: 'too-large',
      name: 'author',
    })
    const undeclared = await problem(await get(`zzz=${'a'.repeat(17)}`))
    expect(undeclared).toMatchObject({ status: 400, reason: 'too-large' })
    expect(undeclared).not.toHaveProperty('name')
  })
})

describe('path', () => {
  it('hands over decoded parameters with their types', async () => {
    const library = await serveLibrary()
    await fetch(`${library.origin}/north/loans/${encodeURIComponent('é/%41 +')}`, {
      method: 'POST',
      body: new URLSearchParams({ what: 'room', room: '1' }),
    })
    expect(library.requests.at(-1)?.['path']).toEqual({ branch: 'north', reader: 'é/%41 +' })
    await fetch(`${library.origin}/books/7`, { method: 'PUT' })
    expect(library.requests.at(-1)?.['path']).toEqual({ 'book-id': 7 })
  })

  it.each([
    ['/books/0', 'invalid', 'book-id'],
    ['/books/seven', 'invalid', 'book-id'],
    ['/books/%ff', 'malformed', 'book-id'],
    ['/books/%', 'malformed', 'book-id'],
    ['/books/%zz', 'malformed', 'book-id'],
  ])('refuses %s as %s', async (path, reason, name) => {
    const library = await serveLibrary()
    const answer = await fetch(`${library.origin}${path}`, { method: 'PUT' })
    expect(await problem(answer)).toMatchObject({ status: 400, place: 'path', reason, name })
    expect(library.requests).toEqual([])
    expect(library.errors).toEqual([])
  })
})

describe('headers and cookies', () => {
  const good = { 'X-Reader': '3', Cookie: 'session=abc' }

  it('hands over declared ones, headers in lower case', async () => {
    const library = await serveLibrary()
    await fetch(`${library.origin}/books/7`, {
      headers: {
        ...good,
        'If-None-Match': '"a"',
        'X-Other': '1',
        Cookie: 'other=1; session="a=b c"; theme=dark; broken',
      },
    })
    expect(library.requests.at(-1)).toMatchObject({
      headers: { 'if-none-match': '"a"', 'x-reader': 3 },
      cookies: { session: 'a=b c', theme: 'dark' },
    })
    expect(Object.keys(library.requests.at(-1)?.['headers'] ?? {})).toEqual(['if-none-match', 'x-reader'])
  })

  it.each([
    [{ Cookie: 'session=abc' }, 'header', 'missing', 'X-Reader'],
    [{ ...good, 'X-Reader': 'me' }, 'header', 'invalid', 'X-Reader'],
    [{ 'X-Reader': '3' }, 'cookie', 'missing', 'session'],
    [{ ...good, Cookie: 'session=ab' }, 'cookie', 'invalid', 'session'],
    [{ ...good, Cookie: 'session=abc; theme=pink' }, 'cookie', 'invalid', 'theme'],
    [{ ...good, Cookie: 'session=abc; session=abd' }, 'cookie', 'repeated', 'session'],
  ])('refuses %j in the %s as %s', async (headers, place, reason, name) => {
    const library = await serveLibrary()
    const answer = await fetch(`${library.origin}/books/7`, { headers })
    expect(await problem(answer)).toMatchObject({ status: 400, place, reason, name })
  })
})
