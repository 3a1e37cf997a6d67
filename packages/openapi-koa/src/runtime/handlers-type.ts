import type { Router } from '@koa/router'
import type { Context as KoaContext } from 'koa'
import type { InvalidRequest, LooseResponse } from './refusals/invalid-request.ts'
import type { RequestOf } from './request-type.ts'
import type { ResponseOf } from './responses/response-type.ts'
import type { PrincipalsOf, SchemesOf, SecurityHandlersOf, SecurityOptions } from './security/security-type.ts'
import type { SendWhole } from './responses/send-whole.ts'

/** Which operations get their query and body unchecked. */
export type ValidateOption<OperationId extends PropertyKey = string> = { readonly [Id in OperationId]?: false }

/** One function per operation, total. */
export type HandlersOf<
  Operations,
  OperationId extends keyof Operations,
  Context,
  Validate = unknown,
  Security = object,
  Principals = undefined,
> = {
  readonly [Id in OperationId]: Handler<Operations[Id], Id, Context, IsLoose<Validate, Id>, Security, Principals>
}

export type Handler<
  Operation,
  OperationId,
  Context,
  Loose extends boolean = false,
  Security = object,
  Principals = undefined,
> = (
  request: RequestOf<Operation, OperationId, Context, Loose, Security, Principals>,
) => Awaitable<ResponseOf<Operation>>

/** With a name, the compiler prints it once. */
type Awaitable<Value> = Value | Promise<Value>

type IsLoose<Validate, Id extends PropertyKey> = Validate extends { readonly [I in Id]: false } ? true : false

export interface RouterOptions<OperationId extends string, Context, Validate> {
  /** Called once per request, before anything of it is checked; the result is the handler's `request.context`. */
  readonly context?: (ctx: KoaContext) => Context | Promise<Context>
  /** `{ authorize: false }` hands that operation its query and body as they were sent. Its path, headers and cookies stay checked. */
  readonly validate?: Validate
  /** Compares every answer with the document, and throws `InvalidResponse` at the first that differs. Default false. */
  readonly validateResponses?: boolean
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
  /** Of whole bodies, those with files included. Default 65,536. */
  readonly bodyLimitBytes?: number
  /** Of single operations, instead of `bodyLimitBytes`. */
  readonly bodyLimitBytesOf?: { readonly [Id in OperationId]?: number }
  /** In a query or a form; of a multipart body the parts. Default 100. */
  readonly maxParameters?: number
  /** Name and value of one query or form parameter as sent; of a multipart body a part that is no file. Default 32,768. */
  readonly maxParameterBytes?: number
}

export interface WebhookRouterOptions<OperationId extends string, Context, Validate> extends RouterOptions<
  OperationId,
  Context,
  Validate
> {
  /** Where each of them is received. A path template of OpenAPI: `/hooks/{name}`. */
  readonly paths: { readonly [Id in OperationId]: string }
}

/** All operations of a document, or none of it compiles. */
export interface CreateRouter<Operations, OperationId extends keyof Operations & string, Security, Schemes> {
  <
    Context = undefined,
    const Validate extends ValidateOption<OperationId> = ValidateOption<OperationId>,
    Given extends
      | SecurityHandlersOf<SchemesOf<Schemes, Security, OperationId>, Schemes, Security, OperationId, Context>
      | 'in-handlers' = SecurityHandlersOf<
      SchemesOf<Schemes, Security, OperationId>,
      Schemes,
      Security,
      OperationId,
      Context
    >,
    Principals = PrincipalsOf<Given>,
  >(
    handlers: HandlersOf<Operations, OperationId, Context, NoInfer<Validate>, Security, Principals>,
    options: RouterOptions<OperationId, Context, Validate> &
      SecurityOptions<Schemes, Security, OperationId, Context, Given, Principals>,
  ): Router
}

/** Those operations that have a handler. */
export interface CreatePartialRouter<Operations, OperationId extends keyof Operations & string, Security, Schemes> {
  <
    Id extends OperationId,
    Context = undefined,
    const Validate extends ValidateOption<Id> = ValidateOption<Id>,
    Given extends SecurityHandlersOf<SchemesOf<Schemes, Security, Id>, Schemes, Security, Id, Context> | 'in-handlers' =
      SecurityHandlersOf<SchemesOf<Schemes, Security, Id>, Schemes, Security, Id, Context>,
    Principals = PrincipalsOf<Given>,
  >(
    handlers: HandlersOf<Operations, Id, Context, NoInfer<Validate>, Security, Principals>,
    options: RouterOptions<Id, Context, Validate> & SecurityOptions<Schemes, Security, Id, Context, Given, Principals>,
  ): Router
}

/** Those webhooks, or callbacks, that are given a path. */
export interface CreateWebhookRouter<Operations, OperationId extends keyof Operations & string> {
  <Id extends OperationId, Context = undefined, const Validate extends ValidateOption<Id> = ValidateOption<Id>>(
    handlers: Pick<HandlersOf<Operations, OperationId, Context, NoInfer<Validate>>, Id>,
    options: WebhookRouterOptions<Id, Context, Validate>,
  ): Router
}
