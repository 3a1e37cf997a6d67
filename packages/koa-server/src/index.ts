/** The server stub of the contract, `openapi/oauth.yaml`. Implement `Handlers`, mount what `createRouter` returns. */
export {
  createRouter,
  createWebhookRouter,
  type Handlers,
  type OperationId,
  type OperationRequest,
  type OperationResponse,
  type WebhookHandlers,
  type WebhookId,
  type WebhookRequest,
  type WebhookResponse,
} from './generated/koa.gen.ts'
export type {
  HeaderValue,
  InvalidRequest,
  InvalidRequestReason,
  LooseParameters,
  LooseResponse,
  RequestPlace,
  SendWhole,
  WholeAnswer,
} from '@identity-hub/openapi-koa'
