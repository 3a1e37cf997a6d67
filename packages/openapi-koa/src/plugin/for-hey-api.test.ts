import { expect, it } from 'vitest'
import { generate, readFixture } from '../fixtures/generate.ts'
import { forHeyApi } from './for-hey-api.ts'

it('leaves the document as it was', async () => {
  const document = await readFixture()
  const before = structuredClone(document)
  forHeyApi(document)
  expect(document).toEqual(before)
})

it('gives cookies and each of several bodies a schema under a name that is free', async () => {
  const document = await readFixture()
  Object.assign(document, {
    components: { schemas: { 'get-bookCookies': { type: 'string' } } },
    paths: {
      '/': {
        get: {
          operationId: 'get-book',
          parameters: [{ name: 'c', in: 'cookie', required: true, schema: { type: 'string' } }],
          responses: { 204: { description: '' } },
        },
      },
    },
    webhooks: {},
  })
  expect(forHeyApi(document)['components']).toEqual({
    schemas: {
      'get-bookCookies': { type: 'string' },
      'get-bookCookies_': { type: 'object', properties: { c: { type: 'string' } }, required: ['c'] },
    },
  })
})

it('keeps 64-bit integers numbers, as openapi-typescript has them', async () => {
  const files = await generate(await readFixture())
  expect(files['zod.gen.ts']).not.toMatch(/bigint/i)
})
