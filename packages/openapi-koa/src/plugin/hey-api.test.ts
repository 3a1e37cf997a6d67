import { createClient } from '@hey-api/openapi-ts'
import { describe, expect, it } from 'vitest'
import { type JsonObject, generate, readFixture } from '../fixtures/generate.ts'
import { DocumentError } from './document-error.ts'
import { forHeyApi } from './for-hey-api.ts'
import { openapiKoa } from './hey-api.ts'

/** What the plugin throws, out of hey-api's wrapping. */
async function failure(document: JsonObject, enabled = true): Promise<DocumentError> {
  const wrapped: unknown = await createClient({
    input: document,
    output: { path: 'unused' },
    dryRun: true,
    plugins: [{ name: 'zod', requests: enabled, webhooks: enabled }, openapiKoa({ types: './types.ts' })],
    logs: { level: 'silent', file: false },
  }).then(
    () => undefined,
    (error: unknown) => error,
  )
  let error = wrapped
  while (error instanceof Error && 'originalError' in error) {
    const inner: unknown = error.originalError
    error = typeof inner === 'object' && inner !== null && 'error' in inner ? inner.error : inner
  }
  if (!(error instanceof DocumentError)) throw new Error('It threw something else.', { cause: wrapped })
  return error
}

const schema = { type: 'string' }
const responses = { 204: { description: 'Done.' } }
const info = { title: 'T', version: '1' }

describe('a declared part without a validator stops the generation', () => {
  it.each(['path', 'query', 'header'])('in the %s', async (place) => {
    const parameters = [{ name: 'p', in: place, required: true, schema }]
    const path = place === 'path' ? '/{p}' : '/'
    const error = await failure(
      forHeyApi({ openapi: '3.1.0', info, paths: { [path]: { get: { operationId: 'a', parameters, responses } } } }),
      false,
    )
    expect(error.message).toContain(`a declares ${place === 'header' ? 'headers' : place}`)
    expect(error.pointer).toBe(`#/paths/${path.replaceAll('/', '~1')}/get`)
  })

  it('in the body', async () => {
    const requestBody = { content: { 'application/json': { schema } } }
    const error = await failure(
      forHeyApi({ openapi: '3.1.0', info, paths: { '/': { post: { operationId: 'a', requestBody, responses } } } }),
      false,
    )
    expect(error.message).toContain('a declares a body of type application/json')
  })

  it('in a webhook', async () => {
    const parameters = [{ name: 'q', in: 'query', schema }]
    const error = await failure(
      forHeyApi({ openapi: '3.1.0', info, webhooks: { hook: { get: { operationId: 'a', parameters, responses } } } }),
      false,
    )
    expect(error.message).toContain('a declares query')
    expect(error.pointer).toBe('#/webhooks/hook/get')
  })

  it('in cookies and further media types, which hey-api passes over', async () => {
    const parameters = [{ name: 'c', in: 'cookie', schema }]
    const cookies = { openapi: '3.1.0', info, paths: { '/': { get: { operationId: 'a', parameters, responses } } } }
    expect((await failure(cookies)).message).toContain('forHeyApi')
    const requestBody = { content: { 'application/json': { schema }, 'text/plain': { schema } } }
    const bodies = { openapi: '3.1.0', info, paths: { '/': { post: { operationId: 'a', requestBody, responses } } } }
    expect((await failure(bodies)).message).toContain('forHeyApi')
  })
})

it('leaves out what a document does not have', async () => {
  const { webhooks: _, ...withoutWebhooks } = await readFixture()
  const files = await generate(withoutWebhooks)
  expect(files['koa.gen.ts']).toContain('createRouterFor')
  expect(files['koa.gen.ts']).not.toContain('Webhook')
  const { paths: __, ...withoutPaths } = await readFixture()
  const others = await generate(withoutPaths)
  expect(others['koa.gen.ts']).toContain('createWebhookRouterFor')
  expect(others['koa.gen.ts']).not.toContain('createRouterFor')
})
