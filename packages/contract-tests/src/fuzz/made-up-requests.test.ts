import { expect, test } from 'vitest'
import { readRequestExamples } from '../document/examples.ts'
import { fieldsOf } from '../document/fields.ts'
import { readDocument } from '../document/read-document.ts'
import { createMadeUpRequests } from './made-up-requests.ts'
import { createRandom } from './random.ts'

const document = readDocument()
const examples = readRequestExamples(document)
const makeUp = (seed: number, count: number) => {
  const next = createMadeUpRequests({
    document,
    examples,
    url: (operationId) => (operationId === 'getIdentity' ? null : `http://localhost/${operationId}`),
    known: { client_id: ['timeline'], redirect_uri: ['https://app.example/cb'] },
    random: createRandom(seed),
  })
  return Array.from({ length: count }, next)
}

test('the same seed makes up the same requests, another one others', () => {
  expect(makeUp(1, 200)).toEqual(makeUp(1, 200))
  expect(makeUp(1, 200)).not.toEqual(makeUp(2, 200))
})

test('2,000 requests reach every operation that there is a place for, with every field that it has', () => {
  const requests = makeUp(3, 2000)
  const text = requests.map(({ method, url, body }) => `${method} ${String(url)} ${body ?? ''}`).join('\n')
  for (const operation of document.operations) {
    if (operation.operationId === 'getIdentity') continue
    expect(text).toContain(`${operation.method} http://localhost/${operation.operationId}`)
    const { query, form } = fieldsOf(document, operation)
    for (const name of [...query.keys(), ...form.keys()]) expect(text, operation.operationId).toContain(`${name}=`)
  }
  expect(text).not.toContain('getIdentity')
  expect(text).toContain('timeline')
})

test('fields are those of every variant of a body', () => {
  const token = document.operations.find(({ operationId }) => operationId === 'issueToken')
  const { form } = fieldsOf(document, token ?? expect.fail('there is no issueToken'))
  expect([...form.keys()]).toEqual(expect.arrayContaining(['grant_type', 'code', 'refresh_token', 'code_verifier']))
  expect(form.get('grant_type')?.values).toEqual(
    expect.arrayContaining(['authorization_code', 'refresh_token', 'client_credentials']),
  )
})
