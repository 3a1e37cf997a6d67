import { Router } from '@koa/router'
import { expect, it } from 'vitest'
import { compareTemplates, routerPath } from './path-template.ts'

it.each([
  ['/pets/{pet-id}', '/pets/7', ['7']],
  ['/{a}/{b}', '/x/y', ['x', 'y']],
  ['/files/{name}.{ext}', '/files/a.txt', ['a', 'txt']],
  ['/a:b/{x}', '/a:b/1', ['1']],
  ['/a(b)?c*+!/{x}', '/a(b)?c*+!/1', ['1']],
  [String.raw`/a\b[c]/{x}`, String.raw`/a\b[c]/1`, ['1']],
  ['/{odd "name\\"}', '/1', ['1']],
  ['/', '/', []],
])('%s matches %s', (template, path, captures) => {
  const router = new Router({ sensitive: true, strict: true }).get(routerPath(template), () => undefined)
  expect(router.match(path, 'GET').pathAndMethod.map((layer) => layer.captures(path))).toEqual([captures])
  expect(router.match(`${path}x/`, 'GET').path).toEqual([])
})

it('puts concrete segments before named ones, from the left', () => {
  const templates = ['/{a}/b', '/a/{b}', '/{a}/{b}', '/a/b', '/a']
  expect(templates.toSorted(compareTemplates)).toEqual(['/a', '/a/b', '/a/{b}', '/{a}/b', '/{a}/{b}'])
})
