import { once } from 'node:events'
import { type ClientHttp2Session, connect, constants, createServer } from 'node:http2'
import Koa from 'koa'
import { expect, it, onTestFinished } from 'vitest'
import { routerOf } from '../../testing/serve-document.ts'

const DOCUMENT = `
openapi: 3.1.0
info: { title: Streams, version: '1' }
paths:
  /a:
    post:
      operationId: a
      requestBody:
        content:
          application/json: { schema: { type: object } }
          image/png: {}
          multipart/form-data: { schema: { type: object, properties: { f: { type: string, format: binary } } } }
      responses: { '204': { description: Taken. } }
`

async function post(session: ClientHttp2Session, contentType: string | undefined, body: string): Promise<number> {
  const stream = session.request(
    { ':method': 'POST', ':path': '/a', ...(contentType !== undefined && { 'content-type': contentType }) },
    { endStream: body === '' },
  )
  if (body !== '') stream.end(body)
  const [headers] = await once(stream, 'response')
  stream.resume()
  await once(stream, 'close')
  return Number(headers[constants.HTTP2_HEADER_STATUS])
}

it('takes bodies over HTTP/2, which announces none of them', async () => {
  const requests: object[] = []
  const app = new Koa()
  const errors: unknown[] = []
  app.on('error', (error) => errors.push(error))
  const options = { bodyLimitBytes: 100_000 }
  app.use(routerOf(DOCUMENT, () => (request) => (requests.push(request), { status: 204 }), options).routes())
  const handle = app.callback()
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('It does not listen on TCP.')
  const session = connect(`http://127.0.0.1:${address.port}`)
  onTestFinished(async () => {
    session.destroy()
    server.close()
    await once(server, 'close')
  })

  const file = `--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n${'x'.repeat(70_000)}\r\n--b--`
  expect(await post(session, 'application/json', '{"a":1}')).toBe(204)
  expect(await post(session, undefined, '')).toBe(204)
  expect(await post(session, 'multipart/form-data; boundary=b', file)).toBe(204)
  expect(await post(session, 'application/json', `"${'x'.repeat(100_000)}"`)).toBe(413)
  expect(await post(session, 'image/png', '')).toBe(204)
  expect(requests).toMatchObject([
    { body: { a: 1 } },
    { body: undefined },
    { body: { f: { sizeBytes: 70_000 } } },
    { contentType: 'image/png' },
  ])
  expect(errors).toEqual([])
})
