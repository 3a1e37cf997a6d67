import { expect, test } from 'vitest'
import { secureUrl } from './secure-url.ts'

test.each([
  'https://hub.example/acme',
  'http://localhost:4000/acme',
  'http://127.0.0.1/x',
  'http://127.9.9.9',
  'http://[::1]:4000/acme',
  'http://acme.localhost/x',
])('accepts %s, which nobody can read on the way', (text) => expect(secureUrl(text)?.href).toBe(new URL(text).href))

test.each([
  'http://hub.example/acme',
  'http://localhost.example/acme',
  'http://notlocalhost/acme',
  'http://127.0.0.1.example/acme',
  'http://[::2]/acme',
  'https://user:secret@hub.example/acme',
  'ftp://localhost/acme',
  'hub.example/acme',
  '',
])('refuses %j', (text) => expect(secureUrl(text)).toBeUndefined())
