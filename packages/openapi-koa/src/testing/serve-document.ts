import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { parse } from 'yaml'
import { readDocument } from '../document/read-document.ts'
import { splitReadWrite } from '../document/split-read-write.ts'
import { serve } from '../fixtures/serve.ts'
import { type AnyHandler, type AnyRouterOptions, buildRouter } from '../runtime/build-router.ts'

export interface ServedDocument {
  readonly origin: string
  readonly port: number
  /** What the handlers were given, in order. */
  readonly requests: Record<string, unknown>[]
  /** What reached Koa's error handler. */
  readonly errors: unknown[]
}

/**
 * A server made of an OpenAPI document in YAML, without types: what the generated file does, for tests of what a document
 * may say. Operations without a handler answer 204.
 */
export async function serveDocument(
  yaml: string,
  handlers: Readonly<Record<string, AnyHandler>> = {},
  options: Partial<AnyRouterOptions> = {},
): Promise<ServedDocument> {
  const requests: Record<string, unknown>[] = []
  const router = routerOf(
    yaml,
    (id) => async (request) => {
      requests.push({ ...request })
      return (await handlers[id]?.(request)) ?? { status: 204 }
    },
    options,
  )
  const { origin, port, errors } = await serve((app) => app.use(router.routes()))
  return { origin, port, requests, errors }
}

export function routerOf(
  yaml: string,
  handlerOf: (operationId: string) => AnyHandler,
  options: Partial<AnyRouterOptions> = {},
): Router {
  const { entry } = readDocument(splitReadWrite(parse(yaml) as Record<string, unknown>)) // a document is an object
  const ids = Object.keys(entry.operations)
  const paths = Object.fromEntries(ids.map((id) => [id, entry.operations[id]?.path ?? '/']))
  const handlers = Object.fromEntries(ids.map((id) => [id, handlerOf(id)]))
  return buildRouter(entry, entry.operations, paths, handlers, { context: (ctx: Context) => ctx, ...options })
}
