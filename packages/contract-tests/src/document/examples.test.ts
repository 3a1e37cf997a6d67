import { expect, test } from 'vitest'
import { readRequestExamples } from './examples.ts'
import { documentOf, readDocument } from './read-document.ts'

test('reads forms by name, and a query from its parameters', () => {
  const examples = readRequestExamples(readDocument())
  const names = examples.map(({ operationId, name }) => `${operationId} ${name}`)
  expect(names).toEqual(expect.arrayContaining(['authorize query', 'issueToken exchangeCode', 'issueToken refresh']))
  const query = examples.find(({ name }) => name === 'query')
  expect(query?.form).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' })
})

test('says when an example is not what the schema of the document allows', () => {
  const schema = { type: 'object', required: ['grant_type'], properties: { grant_type: { const: 'refresh_token' } } }
  const content = {
    'application/x-www-form-urlencoded': { schema, examples: { odd: { value: { grant_type: 'refresh' } } } },
  }
  const document = documentOf({
    paths: { '/t': { post: { operationId: 'o', requestBody: { content }, responses: {} } } },
  })
  expect(readRequestExamples(document)).toEqual([
    {
      operationId: 'o',
      name: 'odd',
      form: { grant_type: 'refresh' },
      problems: ['/grant_type must be equal to constant'],
    },
  ])
})
