// Everything of @hey-api/openapi-ts that its next version may change is touched in this file.
import { $, definePluginConfig } from '@hey-api/openapi-ts'
import type { DefinePlugin } from '@hey-api/shared'
import { DocumentError } from './document-error.ts'
import { isObject } from './json.ts'
import { type RequestPart, partKey } from './named-parts.ts'
import { type OperationModel, readOperations } from './read-operations.ts'

export interface OpenapiKoaOptions {
  /** The module that exports openapi-typescript's `operations`. */
  readonly types: string
  /** The module of the runtime. Default: `@identity-hub/openapi-koa`. */
  readonly runtime?: string
}

type KoaPlugin = DefinePlugin<OpenapiKoaOptions & { name: 'koa' }>
type Plugin = KoaPlugin['Instance']

/** The plugin, for the `plugins` of a hey-api configuration, after `zod`. It writes `koa.gen.ts`. */
export const openapiKoa = definePluginConfig({
  // The user gives what is missing, see OpenapiKoaOptions.
  config: { includeInEntry: false } as KoaPlugin['Config']['config'],
  dependencies: ['zod'],
  handler: ({ plugin }) => print(plugin),
  name: 'koa',
  // A configuration takes only hey-api's own plugins; the cast lets ours pass as one of them.
} satisfies KoaPlugin['Config']) as (options: OpenapiKoaOptions) => { name: 'zod' }

function print(plugin: Plugin): void {
  const document: unknown = plugin.context.spec
  if (!isObject(document)) throw new DocumentError('The document is not an object.', [])
  const models = readOperations(document)
  const ids = heyApiIds(plugin)
  printKind(
    plugin,
    ids,
    models.filter(({ kind }) => kind === 'operation'),
    {
      table: 'operationTable',
      factory: 'createRouterFor',
      create: 'createRouter',
      id: 'OperationId',
      request: 'OperationRequest',
      response: 'OperationResponse',
      handlers: 'Handlers',
    },
  )
  printKind(
    plugin,
    ids,
    models.filter(({ kind }) => kind === 'webhook'),
    {
      table: 'webhookTable',
      factory: 'createWebhookRouterFor',
      create: 'createWebhookRouter',
      id: 'WebhookId',
      request: 'WebhookRequest',
      response: 'WebhookResponse',
      handlers: 'WebhookHandlers',
    },
  )
}

/** hey-api's own ids, by `operation get /path` and `webhook get name`. */
function heyApiIds(plugin: Plugin): Map<string, string> {
  const ids = new Map<string, string>()
  plugin.forEach('operation', 'webhook', (event) => {
    const key = event.type === 'webhook' ? event.key : event.path
    ids.set(`${event.type} ${event.method.toUpperCase()} ${key}`, event.operation.id)
  })
  return ids
}

interface Names {
  readonly table: string
  readonly factory: string
  readonly create: string
  readonly id: string
  readonly request: string
  readonly response: string
  readonly handlers: string
}

function printKind(plugin: Plugin, ids: Map<string, string>, models: readonly OperationModel[], names: Names): void {
  if (models.length === 0) return
  const { types, runtime = '@identity-hub/openapi-koa' } = plugin.config
  const typeFrom = (module: string, name: string) => plugin.symbol(name, { external: module, kind: 'type' })
  const operations = typeFrom(types, 'operations')

  const id = plugin.symbol(names.id)
  plugin.node(
    $.type
      .alias(id)
      .export()
      .type($.type.or(...models.map(({ operationId }) => $.type.literal(operationId)))),
  )

  const table = plugin.symbol(names.table)
  const entries = $.object().pretty()
  for (const model of models) entries.prop(model.operationId, entry(plugin, ids, model))
  plugin.node(
    $.const(table)
      .type($.type(typeFrom(runtime, 'OperationTable')).generics(id))
      .assign(entries),
  )

  const operation = () => $.type(operations).idx($.type('Id'))
  plugin.node(
    $.type
      .alias(plugin.symbol(names.request))
      .export()
      .generic('Id', (t) => t.extends(id))
      .generic('Context', (t) => t.default('unknown'))
      .generic('Loose', (t) => t.extends('boolean').default(false))
      .type($.type(typeFrom(runtime, 'RequestOf')).generics(operation(), 'Id', 'Context', 'Loose')),
  )
  plugin.node(
    $.type
      .alias(plugin.symbol(names.response))
      .export()
      .generic('Id', (t) => t.extends(id))
      .type($.type(typeFrom(runtime, 'ResponseOf')).generics(operation())),
  )
  plugin.node(
    $.type
      .alias(plugin.symbol(names.handlers))
      .export()
      .generic('Context')
      .generic('Validate', (t) =>
        t
          .extends($.type(typeFrom(runtime, 'ValidateOption')).generics(id))
          .default($.type(typeFrom(runtime, 'ValidateOption')).generics(id)),
      )
      .type($.type(typeFrom(runtime, 'HandlersOf')).generics(operations, id, 'Context', 'Validate')),
  )
  const factory = plugin.symbol(names.factory, { external: runtime })
  plugin.node($.const(plugin.symbol(names.create)).export().assign($(factory).call(table).generics(operations, id)))
}

function entry(plugin: Plugin, ids: Map<string, string>, model: OperationModel) {
  const request = $.object().pretty()
  for (const place of ['path', 'query', 'headers', 'cookies'] as const) {
    const parameters = model.parameters[place]
    if (Object.keys(parameters).length === 0) continue
    const validator = findValidator(plugin, ids, model, place)
    request.prop(place, $.object().pretty().prop('parameters', $.fromValue(parameters)).prop('validator', validator))
  }
  if (model.body) {
    const content = $.object().pretty()
    for (const { contentType, parameters } of model.body.content) {
      const value = $.object().pretty()
      if (parameters) value.prop('parameters', $.fromValue(parameters))
      content.prop(contentType, value.prop('validator', findValidator(plugin, ids, model, 'body', contentType)))
    }
    request.prop('body', $.object().pretty().prop('required', $.literal(model.body.required)).prop('content', content))
  }
  const responses = $.object().pretty()
  for (const [status, contentTypes] of Object.entries(model.responses))
    responses.prop(status, $.fromValue(contentTypes))

  const result = $.object().pretty().prop('method', $.literal(model.method))
  if (model.kind === 'operation') result.prop('path', $.literal(model.key))
  return result.prop('request', request).prop('responses', responses)
}

/** Throws when there is none, so that nothing declared goes unchecked. */
function findValidator(
  plugin: Plugin,
  ids: Map<string, string>,
  model: OperationModel,
  part: RequestPart,
  contentType?: string,
) {
  const named = model.namedParts[partKey(part, contentType)]
  const query = named === undefined ? partQuery(model, ids, part) : definitionQuery(named)
  const symbol = query && plugin.querySymbol({ artifact: 'zod', category: 'schema', ...query })
  if (!symbol) {
    const what = contentType === undefined ? part : `a ${part} of type ${contentType}`
    throw new DocumentError(
      `${model.operationId} declares ${what}, but hey-api made no validator for it. Was the document passed through forHeyApi?`,
      [model.kind === 'webhook' ? 'webhooks' : 'paths', model.key, model.method.toLowerCase()],
    )
  }
  // A webhook has one validator for all of its parts.
  return named === undefined && model.kind === 'webhook' ? $(symbol).attr('shape').attr(part) : $(symbol)
}

function definitionQuery(name: string) {
  return { resource: 'definition', resourceId: `#/components/schemas/${name}` }
}

/** hey-api has one validator per part, for one media type; which one it chose cannot be seen, so several must be named. */
function partQuery(model: OperationModel, ids: Map<string, string>, part: RequestPart) {
  const resourceId = ids.get(`${model.kind} ${model.method} ${model.key}`)
  if (resourceId === undefined || part === 'cookies' || (part === 'body' && model.body?.content.length !== 1))
    return undefined
  return model.kind === 'webhook'
    ? { resource: 'webhook', resourceId, role: 'data' }
    : { resource: 'operation', resourceId, role: `request-${part}` }
}
