export type { Binary } from './binary.ts'
export {
  createCallbackRouterFor,
  createPartialRouterFor,
  createRouterFor,
  createWebhookRouterFor,
} from './create-router.ts'
export type {
  CreatePartialRouter,
  CreateRouter,
  CreateWebhookRouter,
  Handler,
  HandlersOf,
  RouterOptions,
  ValidateOption,
  WebhookRouterOptions,
} from './handlers-type.ts'
export type { InvalidRequest, InvalidRequestReason, LooseResponse, RequestPlace } from './refusals/invalid-request.ts'
export { InvalidResponse } from './responses/invalid-response.ts'
export { InvalidBody } from './bodies/invalid-body.ts'
export type { MultipartPart } from './bodies/multipart-part.ts'
export type {
  DocumentEntry,
  JsonSchema,
  OperationEntry,
  OperationTable,
  SecuritySchemeEntry,
} from './operation-table.ts'
export { problemDetails } from './refusals/problem-details.ts'
export type { LooseParameters, RequestOf } from './request-type.ts'
export type { HeaderValue, ResponseOf } from './responses/response-type.ts'
export { type RefusalOptions, type SecurityRefusal, refuse } from './security/security-refusal.ts'
export type {
  CredentialsOf,
  OnUnauthorized,
  SecurityFailure,
  SecurityHandler,
  SecurityHandlersOf,
  SecurityRequest,
} from './security/security-type.ts'
export type { SendWhole, WholeAnswer } from './responses/send-whole.ts'
export type { ServerSentEvent } from './responses/server-sent-event.ts'
export type { StatusCode } from './responses/status-code.ts'
export type { UploadedFile } from './bodies/uploaded-file.ts'
