import * as fc from 'fast-check'
import Koa from 'koa'
import { describe, expect, it } from 'vitest'
import { serveDocument } from '../../testing/serve-document.ts'
import { parseAccept } from './accept.ts'
import { negotiate, planNegotiation } from './negotiate.ts'

function choose(offers: readonly string[], accept: string | undefined): string | undefined {
  const content = Object.fromEntries(offers.map((offer) => [offer, {}]))
  const plan = planNegotiation({ 200: { content } })
  if (!plan) throw new Error('There is nothing to choose from.')
  return negotiate(plan, accept)
}

const JSON_TYPE = 'application/json'
const HTML = 'text/html;charset=UTF-8'
const PNG = 'image/*'

describe('the media type that the client would rather have', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    [' , ,', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['text/html', HTML],
    ['TEXT/HTML', HTML],
    ['text/html;charset=utf-8', HTML],
    ['text/html; charset="UTF-8"', HTML],
    ['text/html;charset=iso-8859-1', undefined],
    ['text/html;level=1', undefined],
    ['application/json;charset=utf-8', JSON_TYPE],
    ['application/json;version=2', undefined],
    ['text/*', HTML],
    ['image/png', PNG],
    ['image/png;q=0, image/gif', PNG],
    ['image/png;q=0', undefined],
    ['application/json;q=0.1, text/html;q=0.2', HTML],
    ['application/json;q=0.5, text/html;q=.5', JSON_TYPE],
    ['text/html, application/json', HTML],
    ['application/json, text/html', JSON_TYPE],
    ['*/*, text/html', HTML],
    ['*/*;q=0.1, text/html;q=0', JSON_TYPE],
    ['application/json;q=0, */*', HTML],
    ['*/*;q=0', undefined],
    ['application/json;q=0', undefined],
    ['text/html;q=0.3;ext=1;q=0.9, application/json;q=0.4', JSON_TYPE],
    ['application/xml', undefined],
    ['text/html;q=1.000', HTML],
  ])('of Accept %j is %s', (accept, contentType) => {
    expect(choose([JSON_TYPE, HTML, PNG], accept)).toBe(contentType)
  })

  it.each([
    'text',
    'text/html;q=2',
    'text/html;q=0.1234',
    'text/html;q',
    '*/html',
    'text/html application/json',
    'text/html;a="b',
    '/',
    'text/',
  ])('of Accept %j, which is malformed, is the first', (accept) => {
    expect(parseAccept(accept)).toBeUndefined()
    expect(choose([JSON_TYPE, HTML], accept)).toBe(JSON_TYPE)
  })

  it('may differ in parameters only', () => {
    const offers = ['application/json;version=1', 'application/json;version=2', JSON_TYPE]
    expect(choose(offers, 'application/json;version=2')).toBe('application/json;version=2')
    expect(choose(offers, 'application/json;version=3')).toBeUndefined()
    expect(choose(offers, 'application/json, application/json;version=1;q=0')).toBe('application/json;version=2')
    expect(choose(['text/x;a=",;q=0"', 'text/y'], 'text/y;q=0.5, text/x;a=",;q=0"')).toBe('text/x;a=",;q=0"')
  })

  it('is the one that Koa finds, too, in 1,000 fields', () => {
    const offers = ['application/json', 'text/html', 'text/plain', 'image/png', 'application/xml']
    const range = fc.constantFrom(...offers, 'text/*', 'image/*', 'application/*', '*/*', 'video/mp4')
    const weight = fc.constantFrom('', ';q=0', ';q=0.2', ';q=0.8', ';q=1')
    const element = fc.tuple(range, weight).map((parts) => parts.join(''))
    const field = fc.uniqueArray(element, { minLength: 1, maxLength: 6, selector: (one) => one.split(';')[0] })
    const app = new Koa()
    fc.assert(
      fc.property(field, fc.shuffledSubarray(offers, { minLength: 2 }), (ranges, offered) => {
        const accept = ranges.join(', ')
        // Koa looks at nothing but the field.
        const ctx = app.createContext({ headers: { accept } } as never, {} as never)
        expect([accept, choose(offered, accept) ?? false]).toEqual([accept, ctx.accepts(...offered)])
      }),
      { numRuns: 1000 },
    )
  })

  it('is found in no time in a field that was made to take long', () => {
    for (const accept of [`a/b${';  '.repeat(5000)}x`, `a/b;a="${'\\"'.repeat(7000)}`, `${'a/b,'.repeat(4000)}x`]) {
      const before = performance.now()
      expect(parseAccept(accept)).toBeUndefined()
      expect(performance.now() - before).toBeLessThan(500)
    }
  })
})

const DOCUMENT = `
openapi: 3.1.0
info: { title: Forms, version: 1.0.0 }
paths:
  /strict:
    get:
      operationId: strict
      responses:
        '200': &forms
          description: Two forms.
          headers: { Vary: { schema: { type: string } } }
          content: { application/json: { schema: {} }, 'text/plain;charset=utf-8': { schema: { type: string } } }
        '406': { description: Neither. }
  /lax: { get: { operationId: lax, responses: { '200': *forms, 4XX: { description: No. } } } }
  /one:
    get:
      operationId: one
      responses:
        '200': { description: One form., content: { application/json: { schema: {} } } }
        '400': *forms
`

function answer({ accept }: { accept?: string }): object {
  return { status: 200, contentType: accept ?? 'application/json', body: 'a' }
}
const handlers = { strict: answer, lax: answer, one: answer } as never

describe('an operation whose success has several media types', () => {
  it.each([
    ['/strict', 'text/plain', 200, 'text/plain;charset=utf-8', 'Accept'],
    ['/strict', 'text/html, text/plain;q=0.1', 200, 'text/plain;charset=utf-8', 'Accept'],
    ['/strict', 'text/html', 406, 'application/problem+json', 'Accept'],
    ['/strict', 'nonsense', 200, 'application/json', 'Accept'],
    ['/lax', 'text/html', 200, 'application/json', 'Accept'],
    ['/one', 'text/html', 200, 'application/json', null],
  ])('%s answers Accept: %s with %i %s', async (path, accept, status, contentType, vary) => {
    const { origin, requests } = await serveDocument(DOCUMENT, handlers)
    const response = await fetch(origin + path, { headers: { Accept: accept } })
    const { headers } = response
    expect([response.status, headers.get('content-type'), headers.get('vary')]).toEqual([status, contentType, vary])
    const seen = status === 406 ? [] : [vary === null ? undefined : contentType]
    expect(requests.map((request) => request['accept'])).toEqual(seen)
  })

  it.each([
    ['Origin', undefined, 'Origin, Accept'],
    ['Origin', 'Accept-Language', 'Origin, Accept-Language, Accept'],
    [undefined, 'accept, Origin', 'Accept, Origin'],
    ['*', 'Origin', '*'],
  ])('keeps the Vary %s that was there and %s of its handler', async (before, own, vary) => {
    const { origin } = await serveDocument(
      DOCUMENT,
      { lax: () => ({ status: 200, contentType: 'application/json', body: 1, headers: { Vary: own } }) },
      {
        context: (ctx) => {
          if (before !== undefined) ctx.set('Vary', before)
        },
      },
    )
    expect((await fetch(`${origin}/lax`)).headers.get('vary')).toBe(vary)
  })
})
