import { expect, it } from 'vitest'
import { PathTable } from './path-table.ts'

const table = new PathTable<string>()
for (const template of [
  '/books/newest',
  '/books/{id}',
  '/books/{id}/',
  '/{branch}/loans/{loan}',
  '/files/a/b',
  '/files/{name}.json/b',
  '/files/{name}/b',
])
  table.add(template, template)

it.each([
  ['/books/newest', '/books/newest', []],
  ['/books/7', '/books/{id}', ['7']],
  ['/books/%2F', '/books/{id}', ['%2F']],
  ['/books/7/', '/books/{id}/', ['7']],
  ['/north/loans/a', '/{branch}/loans/{loan}', ['north', 'a']],
  ['/files/a/b', '/files/a/b', []],
])('%s is found at %s', (path, template, captures) => {
  expect(table.find(path)).toEqual({ value: template, captures })
})

it.each(['', '/', '/books', '/books/', '//books/7', '/Books/7', '/books/7/8', '/north/loans/', '/constructor'])(
  '%j is not found',
  (path) => {
    expect(table.find(path)).toBeUndefined()
  },
)

it('leaves it to others where a parameter is less than a segment and comes first', () => {
  expect(table.find('/files/c/b')).toBeUndefined()
})
