import { describe, expect, it } from 'vitest'
import { type ServedDocument, serveDocument } from '../../testing/serve-document.ts'
import { sendRaw } from '../../fixtures/serve.ts'

const STRING = '{ type: string }'
const ARRAY = '{ type: array, items: { type: string } }'
const OBJECT = '{ type: object, properties: { R: { type: integer }, G: { type: integer }, B: { type: integer } } }'

const blue = 'blue'
const colours = ['blue', 'black', 'brown']
const rgb = { R: 100, G: 200, B: 150 }

/** A server whose one parameter is `color`. */
async function serveColor(place: string, schema: string, rest: string): Promise<ServedDocument> {
  return await serveDocument(`
    openapi: 3.1.0
    paths:
      ${place === 'path' ? '/x{color}' : '/x'}:
        get:
          operationId: read
          parameters:
            - { name: color, in: ${place}, required: ${place === 'path'}, schema: ${schema}, ${rest} }
          responses: { '204': { description: Nothing } }
  `)
}

/** What the handler got, or why it was not called. */
async function color(served: ServedDocument, group: string, url: string, headers: object = {}): Promise<unknown> {
  const fields = Object.entries({ Host: 'x', Connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  const answer = await sendRaw(served.port, `GET ${url} HTTP/1.1`, ...fields, '', '')
  expect(served.errors).toEqual([])
  if (!answer.startsWith('HTTP/1.1 204')) {
    const { reason, path }: { reason: unknown; path: unknown } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))
    return { reason, path }
  }
  return served.requests.at(-1)?.[group]
}

describe('in a path', () => {
  it.each([
    ['simple', false, STRING, 'blue', blue],
    ['simple', false, ARRAY, 'blue,black,brown', colours],
    ['simple', false, OBJECT, 'R,100,G,200,B,150', rgb],
    ['simple', true, STRING, 'blue', blue],
    ['simple', true, ARRAY, 'blue,black,brown', colours],
    ['simple', true, OBJECT, 'R=100,G=200,B=150', rgb],
    ['label', false, STRING, '.', ''],
    ['label', false, STRING, '.blue', blue],
    ['label', false, ARRAY, '.blue,black,brown', colours],
    ['label', false, OBJECT, '.R,100,G,200,B,150', rgb],
    ['label', true, STRING, '.blue', blue],
    ['label', true, ARRAY, '.blue.black.brown', colours],
    ['label', true, OBJECT, '.R=100.G=200.B=150', rgb],
    ['matrix', false, STRING, ';color', ''],
    ['matrix', false, STRING, ';color=blue', blue],
    ['matrix', false, ARRAY, ';color=blue,black,brown', colours],
    ['matrix', false, OBJECT, ';color=R,100,G,200,B,150', rgb],
    ['matrix', true, STRING, ';color=blue', blue],
    ['matrix', true, ARRAY, ';color=blue;color=black;color=brown', colours],
    ['matrix', true, OBJECT, ';R=100;G=200;B=150', rgb],
    // A delimiter that was escaped belongs to a value, and a plus sign is one.
    ['simple', false, ARRAY, 'a%2Cb,c+d', ['a,b', 'c+d']],
    ['label', true, ARRAY, '.a%2Eb.c', ['a.b', 'c']],
    ['matrix', true, ARRAY, ';color=a%3Bcolor%3Db;color=c', ['a;color=b', 'c']],
    ['matrix', false, ARRAY, ';color=a%2Cb,c', ['a,b', 'c']],
    ['matrix', true, ARRAY, ';col%6Fr=a', ['a']],
    ['simple', false, ARRAY, 'a,,b,', ['a', '', 'b', '']],
  ])('style %s, explode %s, %s: takes %s apart', async (style, explode, schema, text, value) => {
    const served = await serveColor('path', schema, `style: ${style}, explode: ${explode}`)
    expect(await color(served, 'path', `/x${text}`)).toEqual({ color: value })
  })

  it.each([
    ['label', false, STRING, 'blue', 'malformed', []],
    ['label', true, ARRAY, 'blue.black', 'malformed', []],
    ['matrix', false, STRING, 'blue', 'malformed', []],
    ['matrix', false, STRING, ';colour=blue', 'malformed', []],
    ['matrix', false, STRING, ';color=blue;color=black', 'malformed', []],
    ['matrix', true, ARRAY, ';color=blue;size=9', 'malformed', []],
    ['matrix', true, ARRAY, 'blue', 'malformed', []],
    ['matrix', true, OBJECT, 'R=100', 'malformed', []],
    ['simple', false, OBJECT, 'R,100,G', 'malformed', []],
    ['simple', true, OBJECT, 'R=100,G', 'malformed', []],
    ['simple', true, OBJECT, 'R=100,R=200', 'repeated', ['R']],
    ['simple', true, OBJECT, 'R=red', 'invalid', ['R']],
    ['simple', false, ARRAY, 'a,%ff', 'malformed', []],
  ])('style %s, explode %s, %s: refuses %s as %s', async (style, explode, schema, text, reason, path) => {
    const served = await serveColor('path', schema, `style: ${style}, explode: ${explode}`)
    expect(await color(served, 'path', `/x${text}`)).toEqual({ reason, path: ['color', ...path] })
  })
})

describe('in a query', () => {
  it.each([
    ['form', false, STRING, 'color=', ''],
    ['form', false, STRING, 'color=blue', blue],
    ['form', false, ARRAY, 'color=blue,black,brown', colours],
    ['form', false, OBJECT, 'color=R,100,G,200,B,150', rgb],
    ['form', true, STRING, 'color=blue', blue],
    ['form', true, ARRAY, 'color=blue&color=black&color=brown', colours],
    ['form', true, OBJECT, 'R=100&G=200&B=150', rgb],
    ['spaceDelimited', false, ARRAY, 'color=blue%20black%20brown', colours],
    ['spaceDelimited', false, OBJECT, 'color=R%20100%20G%20200%20B%20150', rgb],
    ['pipeDelimited', false, ARRAY, 'color=blue%7Cblack%7Cbrown', colours],
    ['pipeDelimited', false, OBJECT, 'color=R%7C100%7CG%7C200%7CB%7C150', rgb],
    ['deepObject', true, OBJECT, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150', rgb],
    ['deepObject', true, OBJECT, 'color[R]=100&color[G]=200&color[B]=150', rgb],
    // As browsers and forms write them.
    ['spaceDelimited', false, ARRAY, 'color=blue+black+brown', colours],
    ['pipeDelimited', false, ARRAY, 'color=blue|black|brown', colours],
    ['form', true, ARRAY, 'color=a+b&c%6Flor=%2B', ['a b', '+']],
    ['form', false, ARRAY, 'color=a+b,%2B', ['a b', '+']],
    // A comma that was escaped belongs to a value.
    ['form', false, ARRAY, 'color=a%2Cb,c', ['a,b', 'c']],
    ['form', true, ARRAY, 'color=a,b', ['a,b']],
    ['form', false, STRING, 'color=a,b', 'a,b'],
    // What OpenAPI leaves undefined.
    ['spaceDelimited', true, ARRAY, 'color=blue&color=black&color=brown', colours],
    ['pipeDelimited', true, OBJECT, 'R=100&G=200&B=150', rgb],
    ['pipeDelimited', false, STRING, 'color=a|b', 'a|b'],
    ['deepObject', false, OBJECT, 'color[R]=100&color[G]=200&color[B]=150', rgb],
    ['deepObject', true, ARRAY, 'color=blue&color=black&color=brown', colours],
    ['deepObject', true, ARRAY, 'color[]=blue&color[]=black&color[]=brown', colours],
    ['deepObject', true, STRING, 'color=blue', blue],
  ])('style %s, explode %s, %s: takes %s apart', async (style, explode, schema, text, value) => {
    const served = await serveColor('query', schema, `style: ${style}, explode: ${explode}`)
    expect(await color(served, 'query', `/x?${text}`)).toEqual({ color: value })
  })

  it.each([
    ['form', true, STRING, 'color=a&color=b', 'repeated', []],
    ['form', false, ARRAY, 'color=a&color=b', 'repeated', []],
    ['pipeDelimited', false, ARRAY, 'color=a&color=b', 'repeated', []],
    ['form', false, OBJECT, 'color=R,100,G', 'malformed', []],
    ['form', true, OBJECT, 'R=100&R=200', 'repeated', ['R']],
    ['form', true, OBJECT, 'R=red', 'invalid', ['R']],
    ['deepObject', true, OBJECT, 'color[R]=100&color[R]=200', 'repeated', ['R']],
    ['deepObject', true, OBJECT, 'color[R]=', 'invalid', ['R']],
  ])('style %s, explode %s, %s: refuses %s as %s', async (style, explode, schema, text, reason, path) => {
    const served = await serveColor('query', schema, `style: ${style}, explode: ${explode}`)
    expect(await color(served, 'query', `/x?${text}`)).toEqual({ reason, path: ['color', ...path] })
  })

  it('ignores members of an object that are deeper than OpenAPI goes, or that the document does not have', async () => {
    const served = await serveColor('query', OBJECT, 'style: deepObject, explode: true')
    const query = 'color[R]=1&color[X]=2&color[R][x]=3&color[G]x=4&color[]=5&color=6&color[=7&colors[G]=8'
    expect(await color(served, 'query', `/x?${query}`)).toEqual({ color: { R: 1 } })
  })
})

describe('in headers and cookies', () => {
  it.each([
    ['header', 'simple', false, STRING, { color: 'blue' }, blue],
    ['header', 'simple', false, ARRAY, { color: 'blue,black,brown' }, colours],
    ['header', 'simple', false, OBJECT, { color: 'R,100,G,200,B,150' }, rgb],
    ['header', 'simple', true, ARRAY, { color: 'blue,black,brown' }, colours],
    ['header', 'simple', true, OBJECT, { color: 'R=100,G=200,B=150' }, rgb],
    // Nothing is escaped in headers, and clients put blanks after the commas.
    ['header', 'simple', false, ARRAY, { color: 'blue , black,  50%25' }, ['blue', 'black', '50%25']],
    ['header', 'simple', false, STRING, { color: '%41' }, '%41'],
    ['header', 'simple', false, ARRAY, { color: 'blue', Color: 'black' }, ['blue', 'black']],
    ['cookie', 'form', false, STRING, { Cookie: 'color=blue' }, blue],
    ['cookie', 'form', false, ARRAY, { Cookie: 'color=blue,black,brown' }, colours],
    ['cookie', 'form', false, OBJECT, { Cookie: 'color=R,100,G,200,B,150' }, rgb],
    ['cookie', 'form', true, ARRAY, { Cookie: 'color=blue; color=black; color=brown' }, colours],
    ['cookie', 'form', true, OBJECT, { Cookie: 'R=100; G=200; B=150' }, rgb],
    ['cookie', 'form', false, ARRAY, { Cookie: 'color=a%2Cb,c%3B+' }, ['a,b', 'c;+']],
    ['cookie', 'form', true, STRING, { Cookie: 'color=a%20b' }, 'a b'],
  ])('%s, style %s, explode %s, %s: takes %j apart', async (place, style, explode, schema, headers, value) => {
    const served = await serveColor(place, schema, `style: ${style}, explode: ${explode}`)
    const group = place === 'header' ? 'headers' : 'cookies'
    expect(await color(served, group, '/x', headers)).toEqual({ color: value })
  })

  it.each([
    ['cookie', true, STRING, { Cookie: 'color=%' }, 'malformed', []],
    ['cookie', true, STRING, { Cookie: 'color=%c0%af' }, 'malformed', []],
    ['cookie', false, ARRAY, { Cookie: 'color=a,%ff' }, 'malformed', []],
    ['cookie', true, OBJECT, { Cookie: 'R=1; R=2' }, 'repeated', ['R']],
    ['cookie', true, OBJECT, { Cookie: 'R=%ff' }, 'malformed', ['R']],
    ['header', true, OBJECT, { color: 'R=1,R=2' }, 'repeated', ['R']],
    ['header', false, OBJECT, { color: 'R,1,G' }, 'malformed', []],
  ])('%s, explode %s, %s: refuses %j as %s', async (place, explode, schema, headers, reason, path) => {
    const served = await serveColor(place, schema, `explode: ${explode}`)
    expect(await color(served, '', '/x', headers)).toEqual({ reason, path: ['color', ...path] })
  })
})
