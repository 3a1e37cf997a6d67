import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { send } from '../http/send.ts'
import { startTestServer } from '../http/test-server.ts'
import { createResponseCheck } from './check-response.ts'
import { readDocument } from './read-document.ts'

const check = createResponseCheck(readDocument())

interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

const tokenAnswer: Answer = {
  status: 200,
  headers: { 'Content-Type': 'application/json;charset=UTF-8', 'Cache-Control': 'no-store', Pragma: 'no-cache' },
  body: JSON.stringify({ access_token: 'at', token_type: 'Bearer', expires_in: 3600, scope: 'profile' }),
}

async function problemsOf(method: string, path: string, answer: Answer): Promise<readonly string[] | string> {
  await using server = await startTestServer((_request, response: ServerResponse) => {
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  const verdict = check(await send({ method, url: `${server.origin}${path}` }))
  return verdict.kind === 'exempt' ? verdict.reason : verdict.problems
}

const tokenProblems = (changes: Partial<Answer>) =>
  problemsOf('POST', '/acme/oauth2/v1/token', { ...tokenAnswer, ...changes })

const without = (name: string) =>
  Object.fromEntries(Object.entries(tokenAnswer.headers).filter(([header]) => header !== name))

test('has nothing against a response that is as documented', async () => {
  expect(await tokenProblems({})).toEqual([])
  expect(await problemsOf('POST', '/acme/oauth2/v1/token/', tokenAnswer)).toEqual([])
})

test('has nothing against a message that is refused before there is an operation', async () => {
  const refused = { status: 431, headers: {}, body: '' }
  expect(await tokenProblems(refused)).toBe('refused as a message, before there was an operation')
  expect(await tokenProblems({ ...refused, status: 418 })).toEqual(['the status 418 is not documented'])
  expect(await problemsOf('GET', '/acme/oauth2/v1/token', refused)).toContain('before there was an operation')
  expect(await problemsOf('HEAD', '/acme/oauth2/v1/token', refused)).toContain('before there was an operation')
})

test('takes a content type in any way of writing', async () => {
  const headers = { ...tokenAnswer.headers, 'Content-Type': 'Application/JSON; charset="utf-8"' }
  expect(await tokenProblems({ headers })).toEqual([])
})

test('misses a required header', async () => {
  expect(await tokenProblems({ headers: without('Cache-Control') })).toEqual(['the header Cache-Control is missing'])
  expect(await tokenProblems({ headers: without('Pragma') })).toEqual(['the header Pragma is missing'])
  expect(await tokenProblems({ headers: without('Content-Type') })).toEqual(['the header Content-Type is missing'])
})

test('sees a header with another value than documented', async () => {
  const headers = { ...tokenAnswer.headers, 'Cache-Control': 'private' }
  expect(await tokenProblems({ headers })).toEqual(['the header Cache-Control: value must be equal to constant'])
  const challenge = { ...tokenAnswer.headers, 'WWW-Authenticate': 'Bearer' }
  const refused = { status: 401, headers: challenge, body: '{"error":"invalid_client"}' }
  expect(await tokenProblems(refused)).toEqual([
    expect.stringContaining('the header WWW-Authenticate: value must match'),
  ])
})

test('sees a status that the operation does not document', async () => {
  expect(await tokenProblems({ status: 201 })).toEqual(['the status 201 is not documented'])
  expect(await tokenProblems({ status: 502, body: 'Bad gateway' })).toEqual(['the status 502 is not documented'])
})

test('sees another content type, and a body that is not JSON', async () => {
  const html = { ...tokenAnswer.headers, 'Content-Type': 'text/html;charset=UTF-8' }
  expect(await tokenProblems({ headers: html })).toEqual(['the content type text/html;charset=UTF-8 is not documented'])
  const noCharset = { ...tokenAnswer.headers, 'Content-Type': 'application/json' }
  expect(await tokenProblems({ headers: noCharset })).toEqual(['the content type application/json is not documented'])
  expect(await tokenProblems({ body: '<html>' })).toEqual(['the body is not JSON'])
})

test('sees a body that breaks the schema, through its references', async () => {
  const bearer = JSON.stringify({ access_token: '', token_type: 'bearer', expires_in: '3600', scope: 'profile' })
  expect(await tokenProblems({ body: bearer })).toEqual([
    '/access_token must NOT have fewer than 1 characters',
    expect.stringContaining('/access_token must match pattern'),
    '/token_type must be equal to constant',
    '/expires_in must be integer',
  ])
  const invented = { status: 400, headers: tokenAnswer.headers, body: '{"error":"invalid_code"}' }
  expect(await tokenProblems(invented)).toEqual(['/error must be equal to one of the allowed values'])
})

test('sees a body where none is documented, and a redirect without a Location', async () => {
  const path = '/acme/oauth2/v1/auth'
  const redirect = { status: 303, headers: { 'Cache-Control': 'no-store', Location: '/sign-in' }, body: '' }
  expect(await problemsOf('GET', path, redirect)).toEqual([])
  expect(await problemsOf('GET', path, { ...redirect, body: 'Redirecting' })).toEqual([
    'a body, where none is documented',
  ])
  expect(await problemsOf('GET', path, { ...redirect, headers: { 'Cache-Control': 'no-store' } })).toEqual([
    'the header Location is missing',
  ])
})

test('wants 405 for a method that the path does not document', async () => {
  const headers = { ...tokenAnswer.headers, Allow: 'POST' }
  const refused = { status: 405, headers, body: '{"error":"invalid_request"}' }
  expect(await problemsOf('GET', '/acme/oauth2/v1/token', refused)).toEqual([])
  expect(await problemsOf('HEAD', '/acme/oauth2/v1/token', refused)).toEqual([])
  expect(await problemsOf('PUT', '/acme/oauth2/v1/token', tokenAnswer)).toEqual([
    'PUT is not documented, and was not answered by 405',
  ])
  expect(await problemsOf('PUT', '/acme/oauth2/v1/token', { ...refused, headers: tokenAnswer.headers })).toEqual([
    'the header Allow is missing',
  ])
})

test('reads HEAD as GET without a body', async () => {
  const headers = { 'Content-Type': 'text/html;charset=UTF-8', 'Cache-Control': 'no-store' }
  const page = { status: 400, headers, body: '' }
  expect(await problemsOf('HEAD', '/acme/oauth2/v1/auth', page)).toEqual([])
})

test('exempts own pages and preflights, and says why', async () => {
  expect(await problemsOf('GET', '/acme/sign-in', tokenAnswer)).toContain('own page')
  expect(await problemsOf('OPTIONS', '/acme/oauth2/v1/token', { status: 204, headers: {}, body: '' })).toContain(
    'preflight',
  )
})
