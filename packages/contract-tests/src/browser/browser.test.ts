import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { send } from '../http/send.ts'
import { startTestServer } from '../http/test-server.ts'
import { answerOf, createBrowser, hasConsentForm, hasSignInForm, queryOf } from './browser.ts'

const signIn = `<form method="post"><input type="hidden" name="csrf" value="t1">
  <input name="user" autocomplete="username"><input type="password" name="pass" autocomplete="current-password"></form>`
const consent =
  '<form method="post" action="/consent"><button name="decision" value="allow"><button name="decision" value="deny"></form>'

test('walks through sign-in and consent, and stops where it would leave', async () => {
  const seen: string[] = []
  await using server = await startTestServer((request, response) => {
    void text(request).then((body) => {
      seen.push(`${request.method} ${request.url} ${request.headers.cookie ?? '-'} ${body}`)
      if (request.url === '/auth')
        return response
          .writeHead(303, { Location: '/sign-in', 'Set-Cookie': ['b=1; Path=/', 'c=2; Path=/consent'] })
          .end()
      if (request.url === '/sign-in' && request.method === 'GET') return response.end(signIn)
      if (request.url === '/sign-in') return response.writeHead(303, { Location: '/consent' }).end()
      if (request.method === 'GET') return response.end(consent)
      return response.writeHead(303, { Location: 'com.example.app:/cb?code=abc&state=a+b#_' }).end()
    })
  })
  const browser = createBrowser(send)
  const first = await browser.visit(`${server.origin}/auth`)
  expect(hasSignInForm(first)).toBe(true)
  const second = await browser.signIn(first, { username: 'ada', password: 'secret' })
  expect(hasConsentForm(second)).toBe(true)
  const last = await browser.decide(second, 'allow')
  expect(last.kind === 'away' && Object.fromEntries(last.parameters)).toEqual({ code: 'abc', state: 'a b' })
  expect(seen).toEqual([
    'GET /auth - ',
    'GET /sign-in b=1 ',
    'POST /sign-in b=1 csrf=t1&user=ada&pass=secret',
    'GET /consent c=2; b=1 ',
    'POST /consent c=2; b=1 decision=allow',
  ])
})

test('says where it is when a form is missing', async () => {
  await using server = await startTestServer((_request, response) => void response.writeHead(500).end('oops'))
  const browser = createBrowser(send)
  const landing = await browser.visit(`${server.origin}/auth`)
  const user = { username: 'ada', password: 'secret' }
  await expect(browser.decide(landing, 'allow')).rejects.toThrow('No way to allow: GET /auth answered 500, a page')
  await expect(browser.signIn(landing, user)).rejects.toThrow('No sign-in form: GET /auth answered 500, a page')
})

test('gives up on a redirect loop', async () => {
  await using server = await startTestServer(
    (_request, response) => void response.writeHead(303, { Location: '/' }).end(),
  )
  await expect(createBrowser(send).visit(`${server.origin}/`)).rejects.toThrow('More than 10 redirects')
})

test('gives the user name and the password on two pages, and denies by a link', async () => {
  const pages: Record<string, string> = {
    '/auth':
      '<form method=post action=/name><input type=email name=login autocomplete=off><button>Next</button></form>',
    '/name':
      '<form method=post action=/password><input type=hidden name=login value=ada><input type=password name=p></form>',
    '/password': '<form method=post><button name=go>Continue</button></form><a href=/abort>Cancel</a>',
  }
  const seen: string[] = []
  await using server = await startTestServer((request, response) => {
    const answer = (body: string) => {
      seen.push(`${request.method} ${request.url} ${body}`)
      if (request.url === '/abort') response.writeHead(302, { Location: 'https://app.example/cb?error=access_denied' })
      return response.end(pages[request.url ?? ''])
    }
    void text(request).then(answer)
  })
  const browser = createBrowser(send)
  const first = await browser.visit(`${server.origin}/auth`)
  expect(hasSignInForm(first)).toBe(true)
  const decision = await browser.signIn(first, { username: 'ada', password: 'secret' })
  expect(hasConsentForm(decision)).toBe(true)
  const last = await browser.decide(decision, 'deny')
  expect(last.kind === 'away' && last.parameters.get('error')).toBe('access_denied')
  expect(seen).toEqual(['GET /auth ', 'POST /name login=ada', 'POST /password login=ada&p=secret', 'GET /abort '])
})

test('asks the configuration about pages that are no plain forms', async () => {
  await using pageServer = await startTestServer((_request, response) => void response.end('<div id=app>'))
  await using server = await startTestServer(
    (_request, response) => void response.writeHead(302, { Location: `${pageServer.origin}/login` }).end(),
  )
  const browser = createBrowser(send, {
    pages: {
      origins: [pageServer.origin],
      recognise: ({ exchange }) => (exchange.request.url.pathname === '/login' ? 'sign-in' : null),
      signIn: (of, page, { username }) => of.visit(`${page.exchange.request.url.origin}/${username}`),
    },
  })
  const landing = await browser.visit(`${server.origin}/auth`)
  expect(hasSignInForm(landing)).toBe(true)
  const next = await browser.signIn(landing, { username: 'ada', password: 'secret' })
  expect(next.exchange.request.url.href).toBe(`${pageServer.origin}/ada`)
})

test('reads an authorization response from the fragment where it stands there', () => {
  expect(answerOf('https://app.example/cb?a=1#error=x&state=y').get('error')).toBe('x')
  expect(answerOf('https://app.example/cb?code=1#_').get('code')).toBe('1')
})

test('reads the query of any location', () => {
  expect(Object.fromEntries(queryOf('com.example:/cb?a=1&b=%2B#x?c=3'))).toEqual({ a: '1', b: '+' })
  expect([...queryOf('http://[::1]/cb')]).toEqual([])
})
