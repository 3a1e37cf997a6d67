import { Router } from '@koa/router'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Found, PathTable } from './path-table.ts'
import { compareTemplates, routerPath, templateShape } from './path-template.ts'

function tableOf(templates: readonly string[]): PathTable<string> {
  const table = new PathTable<string>()
  for (const template of templates) table.add(template, template)
  return table
}

const table = tableOf([
  '/books/newest',
  '/books/{id}',
  '/books/{id}/',
  '/{branch}/loans/{loan}',
  '/files/a/b',
  '/files/{name}/b',
  '/files/{name}.json/b',
  '/files/{name}.{extension}',
  '/compare/{base}...{head}',
  '/compare/{base}..{head}/x',
  '/café/{a b}',
])

it.each([
  ['/books/newest', '/books/newest', []],
  ['/books/7', '/books/{id}', ['7']],
  ['/books/%2F', '/books/{id}', ['%2F']],
  ['/books/7/', '/books/{id}/', ['7']],
  ['/north/loans/a', '/{branch}/loans/{loan}', ['north', 'a']],
  ['/books/loans/a', '/{branch}/loans/{loan}', ['books', 'a']],
  ['/files/a/b', '/files/a/b', []],
  ['/files/c/b', '/files/{name}/b', ['c']],
  ['/files/c.json/b', '/files/{name}.json/b', ['c']],
  ['/files/.json/b', '/files/{name}/b', ['.json']],
  ['/files/a.tar.gz', '/files/{name}.{extension}', ['a.tar', 'gz']],
  ['/compare/v1.2...v1.3', '/compare/{base}...{head}', ['v1.2', 'v1.3']],
  ['/compare/a....b', '/compare/{base}...{head}', ['a.', 'b']],
  ['/caf%C3%A9/x', '/café/{a b}', ['x']],
])('%s is found at %s', (path, template, captures) => {
  expect(table.find(path)).toEqual({ value: template, captures })
})

it.each([
  '',
  '/',
  '*',
  'books/7',
  '/books',
  '/books/',
  '//books/7',
  '/Books/7',
  '/books/7/8',
  '/north/loans/',
  '/constructor',
  '/compare/a..b',
  '/compare/...b',
  '/compare/a...',
  '/files/.a',
])('%j is not found', (path) => {
  expect(table.find(path)).toBeUndefined()
})

it('finds the first of two templates of the same shape', () => {
  expect(tableOf(['/a/{x}', '/a/{y}']).find('/a/1')).toEqual({ value: '/a/{x}', captures: ['1'] })
})

/** What the table stands for: all templates in their order, as the router's regular expressions, one after the other. */
function linear(templates: readonly string[]): (path: string) => Found<string> | undefined {
  const layers = templates.toSorted(compareTemplates).map((template) => {
    const [layer] = new Router({ sensitive: true, strict: true }).get(routerPath(template), () => undefined).stack
    return { template, layer }
  })
  return (path) => {
    const found = layers.find(({ layer }) => layer?.match(path))
    return found?.layer && { value: found.template, captures: found.layer.captures(path) }
  }
}

/** Few words, so that templates and paths meet often. */
const word = fc.constantFrom('', 'a', 'b', 'bb', 'a.b', '.', 'a...b', '%2F', 'é')
const part = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 4, arbitrary: fc.constantFrom('{x}', '{y}') },
  { weight: 3, arbitrary: fc.constantFrom('{x}.{y}', '{x}.b', 'a{x}', '{x}...{y}', 'a{x}b{y}b', '{x}b{y}b{z}') },
)
const template = fc.array(part, { minLength: 1, maxLength: 5 }).map((segments) => `/${segments.join('/')}`)
const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '%2F', 'c'), maxLength: 6 })
const path = fc.array(fc.oneof(word, text), { maxLength: 6 }).map((segments) => encodeURI(`/${segments.join('/')}`))

describe('finds what the router finds by trying one regular expression after the other', () => {
  const byShape = fc.uniqueArray(template, { selector: templateShape, minLength: 1, maxLength: 40 })

  it('in 300 sets of templates with 30 paths each', () => {
    fc.assert(
      fc.property(byShape, fc.array(path, { minLength: 30, maxLength: 30 }), (templates, paths) => {
        const [built, find] = [tableOf(templates), linear(templates)]
        for (const one of paths) expect([one, built.find(one)]).toEqual([one, find(one)])
      }),
      { numRuns: 300 },
    )
  })

  it('among 1,000 templates with 3,000 paths, half of which are made of the templates', () => {
    const templates = fc.sample(
      fc.uniqueArray(template, { selector: templateShape, minLength: 1000, maxLength: 1000, size: 'max' }),
      { numRuns: 1, seed: 7 },
    )[0]!
    const [built, find] = [tableOf(templates), linear(templates)]
    const made = templates.map((one) => encodeURI(one.replaceAll(/\{\w\}/g, 'c')))
    const paths = [...made, ...fc.sample(path, { numRuns: 2000, seed: 7 })]
    const found = paths.filter((one) => {
      const expected = find(one)
      expect([one, built.find(one)]).toEqual([one, expected])
      return expected !== undefined
    })
    expect(found.length).toBeGreaterThan(1000)
  })
})
