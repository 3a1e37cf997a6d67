import { type AnyHandler, type AnyRouterOptions, buildRouter } from './build-router.ts'
import type { CreateRouter, CreateWebhookRouter } from './handlers-type.ts'
import type { OperationEntry, OperationTable } from './operation-table.ts'

/** Makes the `createRouter` of one document. `Operations` is openapi-typescript's `operations`. */
export function createRouterFor<Operations, OperationId extends keyof Operations & string>(
  table: OperationTable<OperationId>,
): CreateRouter<Operations, OperationId> {
  const entries = Object.entries<OperationEntry>(table)
  const paths = Object.fromEntries(entries.map(([id, entry]) => [id, entry.path ?? missingPath(id)]))
  return (handlers, options) => buildRouter(table, paths, anyHandlers(handlers), anyOptions(options))
}

/** Makes the `createWebhookRouter` of one document: the same for those webhooks that are given a path. */
export function createWebhookRouterFor<Operations, OperationId extends keyof Operations & string>(
  table: OperationTable<OperationId>,
): CreateWebhookRouter<Operations, OperationId> {
  return (handlers, options) => buildRouter(table, options.paths, anyHandlers(handlers), anyOptions(options))
}

function missingPath(operationId: string): never {
  throw new Error(`${operationId} has no path in the table; generate again.`)
}

// Two casts, because the signatures of CreateRouter and CreateWebhookRouter have checked both types, operation by
// operation; from here on all operations are alike.

function anyHandlers(handlers: object): Readonly<Record<string, AnyHandler>> {
  return handlers as Record<string, AnyHandler>
}

function anyOptions(options: object): AnyRouterOptions {
  return options as AnyRouterOptions
}
