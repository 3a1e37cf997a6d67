import type { Router } from '@koa/router'
import type { Context as KoaContext } from 'koa'
import type { InvalidRequest, LooseResponse } from './invalid-request.ts'
import type { RequestOf } from './request-type.ts'
import type { ResponseOf } from './response-type.ts'
import type { SendWhole } from './send-whole.ts'

/** Which operations get their query and body unchecked. */
export type ValidateOption<OperationId extends PropertyKey = string> = { readonly [Id in OperationId]?: false }

/** One function per operation, total. */
export type HandlersOf<Operations, OperationId extends keyof Operations, Context, Validate = ValidateOption> = {
  readonly [Id in OperationId]: Handler<Operations[Id], Id, Context, IsLoose<Validate, Id>>
}

export type Handler<Operation, OperationId, Context, Loose extends boolean = false> = (
  request: RequestOf<Operation, OperationId, Context, Loose>,
) => ResponseOf<Operation> | Promise<ResponseOf<Operation>>

type IsLoose<Validate, Id extends PropertyKey> = Validate extends { readonly [I in Id]: false } ? true : false

export interface RouterOptions<OperationId extends string, Context, Validate extends ValidateOption<OperationId>> {
  /** Called once per request, before anything of it is checked; the result is the handler's `request.context`. */
  readonly context: (ctx: KoaContext) => Context | Promise<Context>
  /** `{ authorize: false }` hands that operation its query and body as they were sent. Its path, headers and cookies stay checked. */
  readonly validate?: Validate
  /** Makes the answer to a request that does not fit the document. Default: problem details, RFC 9457. */
  readonly onInvalidRequest?: (
    failure: InvalidRequest<OperationId>,
    context: Context,
  ) => LooseResponse | Promise<LooseResponse>
  /** Sends whole answers itself, past Koa's own sending. Default: every answer goes out through `ctx.body`. */
  readonly send?: SendWhole
  /** A query or form parameter without a value counts as absent, as RFC 6749 §3.1 wants. Default false. */
  readonly emptyParametersAreAbsent?: boolean
  /** Operations that are answered with one trailing slash, too. */
  readonly trailingSlash?: readonly OperationId[]
  /** Default 65,536. */
  readonly bodyLimitBytes?: number
  /** In a query or a form. Default 100. */
  readonly maxParameters?: number
  /** Name and value of one query or form parameter as sent. Default 32,768. */
  readonly maxParameterBytes?: number
}

export interface WebhookRouterOptions<
  OperationId extends string,
  Context,
  Validate extends ValidateOption<OperationId>,
> extends RouterOptions<OperationId, Context, Validate> {
  /** Where each webhook is received. A path template of OpenAPI: `/hooks/{name}`. */
  readonly paths: { readonly [Id in OperationId]: string }
}

/** All operations of a document, or none of it compiles. */
export interface CreateRouter<Operations, OperationId extends keyof Operations & string> {
  <Context, const Validate extends ValidateOption<OperationId> = ValidateOption<OperationId>>(
    handlers: HandlersOf<Operations, OperationId, Context, NoInfer<Validate>>,
    options: RouterOptions<OperationId, Context, Validate>,
  ): Router
}

/** Those webhooks that are given a path. */
export interface CreateWebhookRouter<Operations, OperationId extends keyof Operations & string> {
  <Context, Id extends OperationId, const Validate extends ValidateOption<Id> = ValidateOption<Id>>(
    handlers: Pick<HandlersOf<Operations, OperationId, Context, NoInfer<Validate>>, Id>,
    options: WebhookRouterOptions<Id, Context, Validate>,
  ): Router
}
