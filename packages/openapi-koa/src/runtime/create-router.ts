import { type AnyHandler, type AnyRouterOptions, buildRouter } from './build-router.ts'
import type { CreatePartialRouter, CreateRouter, CreateWebhookRouter } from './handlers-type.ts'
import type { DocumentEntry, OperationEntry, OperationTable } from './operation-table.ts'

/** Makes the `createRouter` of one document. `Operations` is openapi-typescript's `operations`. */
export function createRouterFor<Operations, OperationId extends keyof Operations & string, Security, Schemes>(
  document: () => DocumentEntry<OperationId>,
): CreateRouter<Operations, OperationId, Security, Schemes> {
  return (handlers, options) => mount(document(), Object.keys(document().operations), handlers, options)
}

/** Makes the `createPartialRouter` of one document: the same for those operations that have a handler. */
export function createPartialRouterFor<Operations, OperationId extends keyof Operations & string, Security, Schemes>(
  document: () => DocumentEntry<OperationId>,
): CreatePartialRouter<Operations, OperationId, Security, Schemes> {
  return (handlers, options) => {
    const known = Object.keys(document().operations)
    for (const id of Object.keys(handlers)) {
      if (!known.includes(id)) throw new TypeError(`The document has no operation ${id}.`)
    }
    return mount(
      document(),
      known.filter((id) => id in handlers),
      handlers,
      options,
    )
  }
}

/** Makes the `createWebhookRouter` of one document: the same for those webhooks that are given a path. */
export function createWebhookRouterFor<Operations, WebhookId extends keyof Operations & string>(
  document: () => DocumentEntry<string, WebhookId>,
): CreateWebhookRouter<Operations, WebhookId> {
  return (handlers, options) =>
    buildRouter(document(), document().webhooks, options.paths, anyHandlers(handlers), anyOptions(options))
}

/** Makes the `createCallbackRouter` of one document: the same for those callbacks that are given a path. */
export function createCallbackRouterFor<Operations, CallbackId extends keyof Operations & string>(
  document: () => DocumentEntry<string, string, CallbackId>,
): CreateWebhookRouter<Operations, CallbackId> {
  return (handlers, options) =>
    buildRouter(document(), document().callbacks, options.paths, anyHandlers(handlers), anyOptions(options))
}

function mount(
  document: DocumentEntry,
  ids: readonly string[],
  handlers: object,
  options: object,
): ReturnType<typeof buildRouter> {
  const table: OperationTable = document.operations
  const entries = ids.map((id): [string, OperationEntry | undefined] => [id, table[id]])
  const paths = Object.fromEntries(entries.map(([id, entry]) => [id, entry?.path ?? missingPath(id)]))
  return buildRouter(document, table, paths, anyHandlers(handlers), anyOptions(options))
}

function missingPath(operationId: string): never {
  throw new Error(`${operationId} has no path in the table; generate again.`)
}

// The signatures of CreateRouter and its siblings have checked both types, operation by operation; from here on all
// operations are alike.

function anyHandlers(handlers: object): Readonly<Record<string, AnyHandler>> {
  return handlers as Record<string, AnyHandler>
}

function anyOptions(options: object): AnyRouterOptions {
  return options
}
