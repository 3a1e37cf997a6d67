/** The server stub of the management contract, `openapi/management.yaml`. */
export {
  createPartialRouter,
  createRouter,
  type Handlers,
  type OperationId,
  type OperationRequest,
  type OperationResponse,
  type SecurityHandlers,
} from './generated/koa.gen.ts'
export {
  refuse,
  type InvalidRequest,
  type LooseResponse,
  type SecurityFailure,
  type SendWhole,
} from '@identity-hub/openapi-koa'
