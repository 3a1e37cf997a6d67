import type { operations } from '@identity-hub/api-types/management'

export type OperationId = keyof operations

type PathOf<Id extends OperationId> = [NonNullable<operations[Id]['parameters']['path']>] extends [never]
  ? never
  : Omit<NonNullable<operations[Id]['parameters']['path']>, 'tenant'>
type QueryOf<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>
type HeaderOf<Id extends OperationId> = NonNullable<operations[Id]['parameters']['header']>
type BodyOf<Id extends OperationId> = operations[Id] extends { requestBody: { content: infer Content } }
  ? Content[keyof Content]
  : never
type OptionalBodyOf<Id extends OperationId> = operations[Id] extends { requestBody?: { content: infer Content } }
  ? Content[keyof Content]
  : never

type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : [keyof Value] extends [never]
    ? unknown
    : Partial<Value> extends Value
      ? { readonly [N in Name]?: Value }
      : { readonly [N in Name]: Value }

type BodyPart<Id extends OperationId> = [BodyOf<Id>] extends [never]
  ? [OptionalBodyOf<Id>] extends [never]
    ? unknown
    : { readonly body?: OptionalBodyOf<Id> }
  : { readonly body: BodyOf<Id> }

type HeaderPart<Id extends OperationId> = [HeaderOf<Id>] extends [never]
  ? unknown
  : HeaderOf<Id> extends { 'If-Match': string }
    ? {
        /** The `etag` of what the change rests on; `*` overwrites whatever is there. */
        readonly ifMatch: string
      }
    : 'If-Match' extends keyof HeaderOf<Id>
      ? { readonly ifMatch?: string }
      : {
          /** One of your own, to send a creation again later; otherwise each call has a new one. */
          readonly idempotencyKey?: string
        }

/** What an operation is called with; the tenant is the client's own. */
export type OperationInput<Id extends OperationId> = Part<'path', PathOf<Id>> &
  Part<'query', QueryOf<Id>> &
  HeaderPart<Id> &
  BodyPart<Id> & { readonly signal?: AbortSignal }

type SuccessOf<Id extends OperationId> = operations[Id]['responses'] extends infer Responses
  ? Responses[Extract<keyof Responses, 200 | 201>]
  : never

/** The JSON of a success; undefined where there is none. */
export type OperationResult<Id extends OperationId> = [SuccessOf<Id>] extends [never]
  ? undefined
  : SuccessOf<Id> extends { content: infer Content }
    ? Content[keyof Content]
    : undefined

export interface Answer<Id extends OperationId> {
  readonly body: OperationResult<Id>
  /** For `ifMatch`; null where there is none. */
  readonly etag: string | null
  readonly requestId: string | undefined
}

// An operation that can be called with nothing is called without an argument.
type Arguments<Id extends OperationId> =
  Partial<OperationInput<Id>> extends OperationInput<Id> ? [input?: OperationInput<Id>] : [input: OperationInput<Id>]

/** One function per operation of the contract. Each throws `ManagementError`, `HubUnreachableError` or `UnexpectedResponseError`. */
export type ManagementClient = {
  readonly [Id in OperationId]: (...args: Arguments<Id>) => Promise<Answer<Id>>
}
