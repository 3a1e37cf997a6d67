export type {
  CreateRouter,
  CreateWebhookRouter,
  Handler,
  HandlersOf,
  RouterOptions,
  ValidateOption,
  WebhookRouterOptions,
} from './handlers-type.ts'
export type { InvalidRequest, InvalidRequestReason, LooseResponse, RequestPlace } from './invalid-request.ts'
export type { OperationTable, ParameterKind, Validator } from './operation-table.ts'
export type { LooseParameters, RequestOf } from './request-type.ts'
export type { HeaderValue, ResponseOf } from './response-type.ts'
export type { SendWhole, WholeAnswer } from './send-whole.ts'
export { createRouterFor, createWebhookRouterFor } from './create-router.ts'
export type { StatusCode } from './status-code.ts'
