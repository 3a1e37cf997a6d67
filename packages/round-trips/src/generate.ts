import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'
import { openapiKoa } from '@identity-hub/openapi-koa/plugin'
import type { Middleware } from 'koa'
import type { HeyApiModules } from './clients/hey-api.ts'
import type { JsonObject } from './document/json.ts'

/** What a generated `koa.gen.ts` exports: of a document with nothing of a kind, nothing for it. */
export interface Stub {
  readonly createRouter?: CreateAnyRouter
  readonly createWebhookRouter?: CreateAnyRouter
  readonly createCallbackRouter?: CreateAnyRouter
}

/** The types of the document are not known here. */
export type CreateAnyRouter = (handlers: object, options: object) => { routes(): Middleware }

export interface GeneratedModules extends AsyncDisposable {
  readonly stub: Stub
  readonly heyApi: HeyApiModules
}

/** Node takes types away, and of a large document they take longest to print. */
export const STUB_OPTIONS = { runtime: import.meta.resolve('@identity-hub/openapi-koa'), types: './types.ts' }

/** Server and client of a document, out of a temporary folder. */
export async function generate(document: JsonObject): Promise<GeneratedModules> {
  const folder = await mkdtemp(path.join(tmpdir(), 'round-trips-'))
  await createClient({
    input: document,
    // The plugin reads the document as it was written.
    parser: { transforms: { readWrite: false } },
    output: { path: folder, clean: false, module: { extension: '.ts' } },
    plugins: [
      '@hey-api/typescript',
      '@hey-api/client-fetch',
      '@hey-api/sdk',
      openapiKoa({ ...STUB_OPTIONS, onWarnings: () => undefined }),
    ],
    logs: { level: 'silent', file: false },
  })
  const load = (file: string): Promise<unknown> => import(pathToFileURL(path.join(folder, file)).href)
  // What the generators export; the round trip shows whether it works.
  const heyApi = { sdk: await load('sdk.gen.ts'), ...Object(await load('client/index.ts')) } as HeyApiModules
  const stub = (await load('koa.gen.ts')) as Stub
  return { stub, heyApi, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
