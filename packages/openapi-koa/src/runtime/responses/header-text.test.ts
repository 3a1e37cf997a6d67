import { expect, it } from 'vitest'
import { sendRaw, serve } from '../../fixtures/serve.ts'
import { routerOf } from '../../testing/serve-document.ts'
import type { WholeAnswer } from './send-whole.ts'

const DOCUMENT = `
openapi: 3.1.0
info: { title: Headers, version: 1.0.0 }
paths:
  /:
    get:
      operationId: get
      parameters: [{ name: ok, in: query, required: true, schema: { type: boolean } }]
      responses:
        '204':
          description: One of each.
          headers:
            X-Number: { schema: { type: number } }
            X-Open: { schema: { type: boolean } }
            X-Ids: { schema: { type: array, items: { type: integer } } }
            X-Range: { schema: { type: object } }
            X-Exploded: { explode: true, schema: { type: object } }
            X-Json: { content: { application/json: { schema: {} } } }
            Set-Cookie: { schema: { type: string } }
`

const answer = {
  status: 204,
  headers: {
    'X-Number': -1.5,
    'X-Open': false,
    'X-Ids': [1, 2],
    'X-Range': { from: 1, to: undefined, step: 2 },
    'X-Exploded': { from: 1, step: 2 },
    'X-Json': { a: ['é\u2028\n', null] },
    'Set-Cookie': ['a=1', 'b=2'],
    'X-Undefined': undefined,
    'X-Null': null,
    'X-Empty': [],
  },
}

const FIELDS = [
  ['X-Number', '-1.5'],
  ['X-Open', 'false'],
  ['X-Ids', '1,2'],
  ['X-Range', 'from,1,step,2'],
  ['X-Exploded', 'from=1,step=2'],
  ['X-Json', String.raw`{"a":["\u00e9\u2028\n",null]}`],
  ['Set-Cookie', 'a=1'],
  ['Set-Cookie', 'b=2'],
]

async function fieldsOf(path: string, options: object = {}): Promise<[string, string][]> {
  const router = routerOf(DOCUMENT, () => () => answer as never, options)
  const { port } = await serve((app) => {
    app.use((ctx, next) => {
      ctx.cookies.set('before', '0', { httpOnly: false })
      return next()
    })
    app.use(router.routes())
  })
  const raw = await sendRaw(port, `GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close', '', '')
  const [head = ''] = raw.split('\r\n\r\n')
  const fields = head
    .split('\r\n')
    .slice(1)
    .map((line): [string, string] => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    })
  return fields.filter(([name]) => name.startsWith('X-') || name.startsWith('Set-') || name.startsWith('WWW-'))
}

it('writes values in the way that the document says, and keeps the cookies that others set', async () => {
  const fields = await fieldsOf('/?ok=true')
  const before = ['Set-Cookie', 'before=0; path=/']
  // Those of one name go out together.
  const cookies = fields.filter(([name]) => name === 'Set-Cookie')
  const others = fields.filter(([name]) => name !== 'Set-Cookie')
  expect(cookies).toEqual([before, ...FIELDS.slice(6)])
  expect(others).toEqual(FIELDS.slice(0, 6))
})

it('hands the same to an application that sends answers itself', async () => {
  const seen: WholeAnswer[] = []
  await fieldsOf('/?ok=true', { send: (_: unknown, whole: WholeAnswer) => seen.push(whole) === 0 })
  expect(seen).toEqual([{ status: 204, headers: FIELDS.flat(), content: null }])
})

it('writes a field for each item where no document says otherwise', async () => {
  const headers = { 'WWW-Authenticate': ['Basic realm="a, b"', 'Bearer'], 'X-One': true }
  const fields = await fieldsOf('/', { onInvalidRequest: () => ({ status: 400, headers }) })
  expect(fields.filter(([name]) => name !== 'Set-Cookie')).toEqual([
    ['WWW-Authenticate', 'Basic realm="a, b"'],
    ['WWW-Authenticate', 'Bearer'],
    ['X-One', 'true'],
  ])
})
