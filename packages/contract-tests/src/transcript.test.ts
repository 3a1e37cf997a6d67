import { expect, test } from 'vitest'
import { readDocument } from './document/read-document.ts'
import { send } from './http/send.ts'
import { startTestServer } from './http/test-server.ts'
import { createTranscript } from './transcript.ts'

test('keeps violations, coverage and every secret that passes', async () => {
  await using server = await startTestServer((_request, response) => {
    const headers = { 'Content-Type': 'application/json;charset=UTF-8', 'Set-Cookie': 'sid=cookie-secret-1; Path=/' }
    response
      .writeHead(200, headers)
      .end('{"access_token":"access-token-1","token_type":"Bearer","expires_in":1,"scope":""}')
  })
  const transcript = createTranscript(readDocument(), send)
  await transcript.send({
    method: 'POST',
    url: `${server.origin}/acme/oauth2/v1/token`,
    headers: { Authorization: `Basic ${btoa('app:client-secret-1')}` },
    body: 'grant_type=authorization_code&code=code-value-0001&code_verifier=verifier-0001',
  })
  expect(transcript.violations.map(({ operationId, message }) => ({ operationId, message }))).toEqual([
    { operationId: 'issueToken', message: 'POST /acme/oauth2/v1/token → 200: the header Cache-Control is missing' },
    { operationId: 'issueToken', message: 'POST /acme/oauth2/v1/token → 200: the header Pragma is missing' },
  ])
  expect(transcript.coverage().observed).toEqual(['issueToken 200'])
  expect(transcript.coverage().unobserved).toContain('issueToken 429')
  expect([...transcript.secrets()].toSorted()).toEqual(
    [
      btoa('app:client-secret-1'),
      'access-token-1',
      'client-secret-1',
      'code-value-0001',
      'cookie-secret-1',
      'verifier-0001',
    ].toSorted(),
  )
})

test('finds the code in a redirect', async () => {
  await using server = await startTestServer((_request, response) => {
    response
      .writeHead(303, { Location: 'https://app.example/cb?code=code-value-0002', 'Cache-Control': 'no-store' })
      .end()
  })
  const transcript = createTranscript(readDocument(), send)
  await transcript.send({ url: `${server.origin}/acme/oauth2/v1/auth` })
  expect(transcript.violations).toEqual([])
  expect([...transcript.secrets()]).toEqual(['code-value-0002'])
})
