import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from './compile.ts'

const DOCUMENT = `
openapi: 3.1.0
info: { title: A library, version: '1' }
security: [{ readerToken: [] }, { libraryKey: [] }]
paths:
  /loans:
    post:
      operationId: lend
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/NewLoan' } }
      responses:
        '201':
          description: Lent.
          headers:
            Location: { required: true, schema: { type: string } }
          content:
            application/json: { schema: { $ref: '#/components/schemas/Loan' } }
        '409': { description: Lent to somebody else. }
  /loans/{id}:
    get:
      operationId: getLoan
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: verbose, in: query, schema: { type: boolean } }
      responses:
        '200':
          description: The loan.
          content:
            application/json: { schema: { $ref: '#/components/schemas/Loan' } }
            text/plain: { schema: { type: string } }
        '404': { description: There is none. }
components:
  securitySchemes:
    readerToken: { type: http, scheme: bearer }
    libraryKey: { type: apiKey, in: header, name: X-Library-Key }
  schemas:
    Loan:
      type: object
      required: [id, days]
      properties: { id: { type: integer }, days: { type: integer }, note: { type: string } }
    NewLoan:
      oneOf:
        - $ref: '#/components/schemas/BookLoan'
        - $ref: '#/components/schemas/RoomLoan'
      discriminator:
        propertyName: what
        mapping: { book: '#/components/schemas/BookLoan', room: '#/components/schemas/RoomLoan' }
    BookLoan:
      type: object
      required: [what, isbn]
      properties: { what: { const: book }, isbn: { type: string } }
    RoomLoan:
      type: object
      required: [what, room]
      properties: { what: { const: room }, room: { type: integer } }
`

const IMPORT = `import { createPartialRouter, createRouter } from './koa.gen.ts'
import type { Handlers, OperationRequest, OperationResponse } from './koa.gen.ts'
const loan = { id: 1, days: 14 }
const getLoan = () => ({ status: 404 }) as const
const lend = () => ({ status: 409 }) as const
const security = 'in-handlers'
`

interface Promised {
  readonly code: string
  /** What its message has to name. */
  readonly names: readonly string[]
}

/** One for each thing that the README promises not to compile. */
const PROMISES: Readonly<Record<string, Promised>> = {
  'an operation without a handler': {
    code: `createRouter({ getLoan }, { security })`,
    names: ["'lend' is missing"],
  },
  'a handler with a misspelt name': {
    code: `createRouter({ getLoan, lend, getLoans: getLoan }, { security })`,
    names: ["'getLoans' does not exist"],
  },
  'a handler that the document does not know, of a part of the operations': {
    code: `createPartialRouter({ getLoans: getLoan }, { security })`,
    names: ["'getLoans' does not exist"],
  },
  'a status that is not documented': {
    code: `const handlers: Pick<Handlers, 'getLoan'> = {
  getLoan: () => ({ status: 410 }),
}`,
    names: ['410'],
  },
  'a required header that is missing': {
    code: `const handlers: Pick<Handlers, 'lend'> = {
  lend: () => ({ status: 201, headers: {}, body: loan }),
}`,
    names: ["'Location' is missing"],
  },
  'no headers at all': {
    code: `const handlers: Pick<Handlers, 'lend'> = {
  lend: () => ({ status: 201, body: loan }),
}`,
    names: ['headers'],
  },
  'a header with a misspelt name': {
    code: `const lent: OperationResponse<'lend'> = {
  status: 201,
  headers: { Location: '/loans/1', 'Retry-Afer': 3 },
  body: loan,
}`,
    names: ["'Retry-Afer'"],
  },
  'a body without a required member': {
    code: `const handlers: Pick<Handlers, 'lend'> = {
  lend: () => ({ status: 201, headers: { Location: '/loans/1' }, body: { id: 1 } }),
}`,
    names: ["'days' is missing"],
  },
  'a body with a member of another type': {
    code: `const handlers: Pick<Handlers, 'lend'> = {
  lend: async () => ({ status: 201, headers: { Location: '/loans/1' }, body: { id: 1, days: 'two' } }),
}`,
    names: ["'string' is not assignable to type 'number'"],
  },
  'a body where there is none': {
    code: `const handlers: Pick<Handlers, 'lend'> = {
  lend: () => ({ status: 409, body: loan }),
}`,
    names: ['body'],
  },
  'no body where there is one': {
    code: `const handlers: Pick<Handlers, 'lend'> = {
  lend: () => ({ status: 201, headers: { Location: '/loans/1' } }),
}`,
    names: ['body'],
  },
  'no content type where there are several': {
    code: `const handlers: Pick<Handlers, 'getLoan'> = {
  getLoan: () => ({ status: 200, body: loan }),
}`,
    names: ['contentType'],
  },
  'a member of a union that nobody handles': {
    code: `const handlers: Pick<Handlers, 'lend'> = {
  lend: ({ body }) => {
    switch (body.what) {
      case 'book':
        return { status: 201, headers: { Location: body.isbn }, body: loan }
    }
  },
}`,
    names: ['undefined'],
  },
  'a member of a union that is told apart by hand': {
    code: `function titleOf({ body }: OperationRequest<'lend'>): string {
  switch (body.what) {
    case 'book':
      return body.isbn
    default:
      return body satisfies never
  }
}`,
    names: ['"room"', "'never'"],
  },
  'a member of the wrong half of a union': {
    code: `const isbnOf = ({ body }: OperationRequest<'lend'>) => (body.what === 'room' ? body.isbn : '')`,
    names: ["'isbn' does not exist"],
  },
  'a parameter that is not declared': {
    code: `const handlers: Pick<Handlers, 'getLoan'> = {
  getLoan: ({ query }) => (query.verbos ? { status: 404 } : { status: 404 }),
}`,
    names: ["'verbos' does not exist", "'verbose'"],
  },
  'a place without parameters': {
    code: `const handlers: Pick<Handlers, 'getLoan'> = {
  getLoan: ({ cookies }) => ({ status: 404 }),
}`,
    names: ["'cookies' does not exist"],
  },
  'a number that is taken for text': {
    code: `const idOf = ({ path }: OperationRequest<'getLoan'>) => path.id.toUpperCase()`,
    names: ["'toUpperCase' does not exist on type 'number'"],
  },
  'a security scheme without a handler': {
    code: `createRouter({ getLoan, lend }, { security: { readerToken: ({ token }) => token } })`,
    names: ["'libraryKey' is missing"],
  },
  'a security handler with a misspelt name': {
    code: `createRouter({ getLoan, lend }, {
  security: { readerToken: ({ token }) => token, libraryKey: ({ apiKey }) => apiKey, libaryKey: () => 1 },
})`,
    names: ['No operation asks for the security scheme libaryKey.'],
  },
  'credentials of another scheme': {
    code: `createRouter({ getLoan, lend }, {
  security: { readerToken: ({ token }) => token, libraryKey: ({ token }) => token },
})`,
    names: ["'token' does not exist"],
  },
  'no word about security': {
    code: `createRouter({ getLoan, lend }, {})`,
    names: ["'security' is missing"],
  },
}

let messages: Map<string, string>

beforeAll(async () => {
  const snippets = Object.entries(PROMISES).map(([name, { code }]): [string, string] => [name, `${IMPORT}${code}`])
  messages = await compile(DOCUMENT, Object.fromEntries(snippets))
})

describe('does not compile', () => {
  it.each(Object.entries(PROMISES))('%s', (name, { names }) => {
    const message = messages.get(name)
    for (const part of names) expect(message).toContain(part)
    // A person reads a screen of it, not a wall.
    expect(message?.length).toBeLessThan(2000)
  })
})

// After a wanted change: `vitest run --update` with this file, then read the difference as its readers will.
it('says what it said before', async () => {
  const page = Object.entries(PROMISES).flatMap(([name, { code }]) => [
    `## ${name}`,
    '',
    '```ts',
    code,
    '```',
    '',
    '```text',
    messages.get(name) ?? 'It compiles.',
    '```',
    '',
  ])
  const text = ['# What the compiler says', '', 'Kept by `compile-errors.test.ts`.', '', ...page].join('\n')
  await expect(text).toMatchFileSnapshot(path.join(import.meta.dirname, 'compile-errors.md'))
})
