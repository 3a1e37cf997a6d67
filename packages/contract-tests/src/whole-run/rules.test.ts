import { expect, test } from 'vitest'
import type { Exchange } from '../http/exchange.ts'
import { breachesOf, headerIs, isPage, type Rule } from './breaches.ts'
import { cookiesAreBound, hasCharset, namesNoSoftware, redirectIsSafe, strictTransport } from './header-rules.ts'
import { hasNoInlineCode, loadsNothingFromElsewhere, policyHas, policyIsStrict } from './page-rules.ts'

const policy =
  "default-src 'none'; style-src 'sha256-abc'; form-action 'self' https:; frame-ancestors 'none'; base-uri 'none'"

function exchange(parts: {
  headers?: Record<string, string>
  body?: string
  status?: number
  method?: string
  setCookies?: string[]
}): Exchange {
  const { headers = {}, body = '', status = 200, method = 'GET', setCookies = [] } = parts
  const url = new URL('http://localhost:4000/acme/sign-in')
  return {
    request: { method, url, headers: {}, body: undefined },
    status,
    headers: new Headers(headers),
    setCookies,
    body,
    durationMilliseconds: 1,
  }
}

const judge = (rule: Rule, ...parts: Parameters<typeof exchange>) => rule(exchange(...parts))
const withPolicy = (value: string) => ({ headers: { 'Content-Security-Policy': value } })

const pageWith = (referrer: string) =>
  exchange({
    headers: { 'Content-Type': 'text/html;charset=UTF-8', ...(referrer && { 'Referrer-Policy': referrer }) },
  })

test('counts breaches by kind, and fails when nothing was there to judge', () => {
  const rule = headerIs('referrer-policy', 'no-referrer')
  expect(breachesOf([pageWith('no-referrer')], rule, isPage)).toEqual([])
  expect(breachesOf([pageWith(''), pageWith(''), pageWith('origin')], rule, isPage)).toEqual([
    'referrer-policy: missing, 2 of 3, first GET /acme/sign-in → 200',
    'referrer-policy: origin, 1 of 3, first GET /acme/sign-in → 200',
  ])
  expect(() => breachesOf([exchange({})], rule, isPage)).toThrow('exchanges that the rule is about')
})

test('judges a Content-Security-Policy', () => {
  expect(judge(policyHas("frame-ancestors 'none'"), withPolicy(policy))).toBeNull()
  expect(judge(policyHas('form-action'), withPolicy(policy))).toBeNull()
  expect(judge(policyHas("object-src 'none'"), withPolicy(policy))).toContain("no object-src 'none'")
  expect(judge(policyIsStrict, withPolicy(policy))).toBeNull()
  for (const lax of ["script-src 'self'", "style-src 'unsafe-inline'", 'img-src *', 'img-src https:'])
    expect(judge(policyIsStrict, withPolicy(`${policy}; ${lax}`))).toBe(lax)
})

test('judges what a page holds and loads', () => {
  const page = '<link rel=icon href="data:image/svg+xml,x"><style>a{}</style><form action="/acme"><button>'
  for (const rule of [hasNoInlineCode, loadsNothingFromElsewhere]) expect(judge(rule, { body: page })).toBeNull()
  expect(judge(hasNoInlineCode, { body: `${page}<script>1</script>` })).toBe('script')
  expect(judge(hasNoInlineCode, { body: `${page}<a onclick="x()">` })).toBe('a@onclick')
  expect(judge(hasNoInlineCode, { body: '<p style="color:red">' })).toBe('p@style')
  for (const source of ['https://cdn.example/x.css', '//cdn.example/x.css', 'x.css'])
    expect(judge(loadsNothingFromElsewhere, { body: `<link rel=stylesheet href="${source}">` })).toBe(source)
  expect(judge(loadsNothingFromElsewhere, { body: '<img src="https://t.example/pixel">' })).toBe(
    'https://t.example/pixel',
  )
})

test('judges transport, software, charset and redirects', () => {
  const hsts = { headers: { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } }
  expect([judge(strictTransport(true), hsts), judge(strictTransport(false), {})]).toEqual([null, null])
  expect(judge(strictTransport(true), {})).toContain('missing')
  expect(judge(strictTransport(true), { headers: { 'Strict-Transport-Security': 'max-age=60' } })).toContain(
    'max-age=60',
  )
  expect(judge(strictTransport(false), hsts)).toContain('max-age')
  expect(judge(namesNoSoftware, {})).toBeNull()
  expect(judge(namesNoSoftware, { headers: { 'X-Powered-By': 'Express' } })).toBe('Express')
  expect(judge(hasCharset, { headers: { 'Content-Type': 'application/json;charset=UTF-8' } })).toBeNull()
  expect(judge(hasCharset, { headers: { 'Content-Type': 'application/json' } })).toBe('application/json')
  expect(judge(redirectIsSafe([303]), { status: 303, method: 'POST' })).toBeNull()
  expect(judge(redirectIsSafe([303]), { status: 302, method: 'POST' })).toBe('POST → 302')
  expect(judge(redirectIsSafe([303]), { status: 307 })).toBe('GET → 307')
})

test('judges cookies', () => {
  const loopback = [
    'hub-acme-session=v; Path=/acme; HttpOnly; SameSite=Lax',
    'acme=v; Path=/; HttpOnly; SameSite=Strict',
  ]
  expect(judge(cookiesAreBound(false), { setCookies: loopback })).toBeNull()
  expect(
    judge(cookiesAreBound(true), { setCookies: ['__Host-s=v; Path=/; Secure; HttpOnly; SameSite=Lax'] }),
  ).toBeNull()
  const loose = [
    'session=v; Path=/; HttpOnly; SameSite=Lax',
    'acme=v; Path=/acme; SameSite=Lax',
    'acme=v; Path=/acme; HttpOnly',
    'acme=v; Path=/acme; HttpOnly; SameSite=None',
    'acme=v; Path=/acme; HttpOnly; SameSite=Lax; Domain=example.org',
  ]
  for (const setCookie of loose) expect(judge(cookiesAreBound(false), { setCookies: [setCookie] })).not.toBeNull()
  expect(judge(cookiesAreBound(true), { setCookies: [loopback[0] ?? ''] })).not.toBeNull()
})
