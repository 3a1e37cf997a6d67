import { expect, it } from 'vitest'
import { generate, readFixture } from '../fixtures/generate.ts'
import { forOpenapiTypescript } from './for-openapi-typescript.ts'

it('leaves the document as it was', async () => {
  const document = await readFixture()
  const before = structuredClone(document)
  forOpenapiTypescript(document)
  expect(document).toEqual(before)
})

it('keeps a header behind a reference optional unless it is required', () => {
  const headers = {
    Trace: { $ref: '#/components/headers/Optional' },
    Location: { $ref: '#/components/headers/Required' },
  }
  const components = {
    headers: { Optional: { schema: { type: 'string' } }, Required: { required: true, schema: { type: 'string' } } },
    responses: { Moved: { description: '', headers } },
  }
  const responses = { 303: { description: '', headers }, 307: { $ref: '#/components/responses/Moved' } }
  const copy = forOpenapiTypescript({
    paths: { '/': { get: { responses } } },
    webhooks: { a: { get: { responses } } },
    components,
  })
  const inlined = { Trace: { schema: { type: 'string' } }, Location: { $ref: '#/components/headers/Required' } }
  expect(copy).toMatchObject({
    paths: {
      '/': { get: { responses: { 303: { headers: inlined }, 307: { $ref: '#/components/responses/Moved' } } } },
    },
    webhooks: { a: { get: { responses: { 303: { headers: inlined } } } } },
    components: { responses: { Moved: { headers: inlined } } },
  })
})

it('is seen in the types', async () => {
  const files = await generate(await readFixture())
  expect(files['types.gen.ts']).toContain('"X-Trace"?: string')
})
