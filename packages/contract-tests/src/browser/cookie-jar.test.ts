import { expect, test } from 'vitest'
import { createCookieJar, parseSetCookie } from './cookie-jar.ts'

const url = new URL('http://localhost:4000/acme/sign-in')

test('sends a cookie to its own path and host, the most specific first', () => {
  const jar = createCookieJar()
  jar.store('wide=1; Path=/', url)
  jar.store('narrow=2; Path=/acme; HttpOnly', url)
  expect(jar.headerFor(new URL('http://localhost:4000/acme/consent'))).toBe('narrow=2; wide=1')
  expect(jar.headerFor(new URL('http://localhost:4000/acme2'))).toBe('wide=1')
  expect(jar.headerFor(new URL('http://127.0.0.1:4000/acme'))).toBeUndefined()
})

test('replaces, expires and deletes', () => {
  const jar = createCookieJar()
  jar.store('sid=old; Path=/', url)
  jar.store('sid=new; Path=/', url)
  expect(jar.headerFor(url)).toBe('sid=new')
  jar.store('sid=; Path=/; Max-Age=0; Expires=Fri, 31 Dec 9999 23:59:59 GMT', url)
  expect(jar.headerFor(url)).toBeUndefined()
  jar.store('past=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', url)
  expect(jar.list()).toEqual([])
})

test('keeps a Secure cookie from plain http, but for loopback', () => {
  const jar = createCookieJar()
  jar.store('a=1; Path=/; Secure', new URL('https://hub.example/'))
  expect(jar.headerFor(new URL('http://hub.example/'))).toBeUndefined()
  expect(jar.headerFor(new URL('https://hub.example/'))).toBe('a=1')
  jar.store('b=2; Path=/; Secure', url)
  expect(jar.headerFor(url)).toBe('b=2')
})

test('takes the default path from the URL', () => {
  expect(parseSetCookie('a=1', url)?.path).toBe('/acme')
  expect(parseSetCookie('a=1', new URL('http://localhost/'))?.path).toBe('/')
  expect(parseSetCookie('nonsense', url)).toBeUndefined()
})
