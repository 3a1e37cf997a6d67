import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { DocumentError } from './document-error.ts'
import { readDocument } from './read-document.ts'
import { readSecurity, readSecuritySchemes } from './read-security.ts'

const WHERE = ['paths', '/a', 'get']

const SCHEMES = `
components:
  securitySchemes:
    password: { type: http, scheme: BaSiC }
    token: { type: http, scheme: Bearer, bearerFormat: JWT }
    digest: { type: http, scheme: Digest }
    oauth: { type: oauth2, flows: {} }
    login: { type: openIdConnect, openIdConnectUrl: 'https://id.example' }
    certificate: { type: mutualTLS }
    key: { $ref: '#/components/securitySchemes/hidden' }
    hidden: { type: apiKey, in: query, name: api_key }
    unused: { type: nothing }
`

describe('readSecuritySchemes', () => {
  it('says where the credentials of the schemes in use are found', () => {
    const used = new Set(['password', 'token', 'digest', 'oauth', 'login', 'certificate', 'key'])
    expect(readSecuritySchemes(parse(SCHEMES), used)).toEqual({
      password: { type: 'basic' },
      token: { type: 'bearer' },
      digest: { type: 'http', scheme: 'digest' },
      oauth: { type: 'bearer' },
      login: { type: 'bearer' },
      certificate: { type: 'mutualTLS' },
      key: { type: 'apiKey', in: 'query', name: 'api_key' },
    })
  })

  it.each([
    '{ type: nothing }',
    '{ type: http }',
    '{ type: http, scheme: "two words" }',
    '{ type: apiKey, in: header }',
    '{ type: apiKey, in: header, name: "" }',
    '{ type: apiKey, in: path, name: key }',
  ])('refuses %s, which OpenAPI does not know', (scheme) => {
    const document = parse(`components: { securitySchemes: { odd: ${scheme} } }`)
    expect(pointerOf(() => readSecuritySchemes(document, new Set(['odd'])))).toBe('#/components/securitySchemes/odd')
  })
})

describe('readSecurity', () => {
  it("takes the operation's own, or else the document's", () => {
    const own = 'security: [{ token: [a, b] }, { password: [], key: [] }, {}]'
    expect(read('security: [{ oauth: [c] }]', own)).toEqual([{ token: ['a', 'b'] }, { password: [], key: [] }, {}])
    expect(read('security: [{ oauth: [c] }]', '')).toEqual([{ oauth: ['c'] }])
  })

  it('asks for nothing where neither says anything, or the operation says so', () => {
    expect(read('', '')).toBe(undefined)
    expect(read('security: [{ oauth: [] }]', 'security: []')).toBe(undefined)
    expect(read('security: [{ oauth: [] }]', 'security: [{}]')).toBe(undefined)
  })

  it.each([
    ['security: { token: [] }', '', '#/security'],
    ['', 'security: { token: [] }', '#/paths/~1a/get/security'],
    ['security: [{ token: [] }]', 'security: null', '#/paths/~1a/get/security'],
    ['', 'security: [token]', '#/paths/~1a/get/security/0'],
    ['', 'security: [{}, { token: admin }]', '#/paths/~1a/get/security/1/token'],
    ['', 'security: [{ token: [1] }]', '#/paths/~1a/get/security/0/token'],
    ['', 'security: [{ token: null }]', '#/paths/~1a/get/security/0/token'],
    ['', 'security: [{ tokn: [] }]', '#/paths/~1a/get/security/0/tokn'],
    ['', 'security: [{ constructor: [] }]', '#/paths/~1a/get/security/0/constructor'],
  ])('refuses a document with %j and %j rather than asking for less', (root, own, pointer) => {
    expect(pointerOf(() => read(root, own))).toBe(pointer)
  })
})

it('warns of a webhook that asks for credentials, which its handler has to do', () => {
  const { entry, warnings } = readDocument(
    parse(`
openapi: 3.1.0
info: { title: A, version: '1' }
security: [{ token: [] }]
webhooks:
  inherits: { post: { operationId: inherits, responses: { '204': { description: A. } } } }
  asks: { post: { operationId: asks, security: [{ token: [] }], responses: { '204': { description: A. } } } }
${SCHEMES}`),
  )
  expect(Object.values(entry.webhooks).map(({ security }) => security)).toEqual([undefined, undefined])
  expect(warnings).toEqual([{ code: 'unasked-security', subject: 'asks', pointer: '#/webhooks/asks/post/security' }])
})

function read(root: string, own: string): unknown {
  return readSecurity(parse(`${SCHEMES}\n${root}`), parse(own === '' ? '{}' : own), WHERE)
}

function pointerOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof DocumentError) return error.pointer
    throw error
  }
  throw new Error('It was not refused.')
}
