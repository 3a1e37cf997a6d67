import { wrongAnswer } from '../load/answer.ts'
import { formRequest, getRequest } from '../load/request.ts'
import type { Load } from '../load/run-window.ts'

export interface Route {
  readonly name: string
  readonly title: string
  readonly request: Buffer
  readonly status: number
}

/** One request each; all connections send it again and again. */
export const ROUTES: readonly Route[] = [
  {
    name: 'get-order',
    title: 'path, query and header parameters',
    request: bytes(getRequest('/orders/4711?fields=sku&fields=count&verbose=true', { 'X-Trace': '0af7651916cd43dd' })),
    status: 200,
  },
  {
    name: 'list-orders',
    title: 'query parameters, one of them its default',
    request: bytes(getRequest('/orders?page=3&state=open')),
    status: 200,
  },
  {
    name: 'place-order',
    title: 'a JSON body of three lines',
    request: bytes(jsonRequest('/orders', order())),
    status: 201,
  },
  {
    name: 'sign-in',
    title: 'a form',
    request: bytes(formRequest('/sign-in', { email: 'ada@shop.example', password: 'correct horse', remember: 'true' })),
    status: 204,
  },
]

export function loadOf({ request, status, title }: Route): Load {
  return {
    begin: () => request,
    proceed(_, answer) {
      if (answer.status !== status) throw wrongAnswer(title, answer)
      return null
    },
  }
}

function order(): string {
  const lines = [1, 2, 3].map((number) => ({ sku: `ABC-000${number}`, count: number, price: 9.5 * number }))
  return JSON.stringify({ customer: 'c-0815', note: 'ring twice', lines })
}

function jsonRequest(path: string, body: string): string {
  return (
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${body.length}\r\n\r\n${body}`
  )
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}
