/** The server stub of the management contract, `openapi/management.yaml`. */
export {
  createRouter,
  type Handlers,
  type OperationId,
  type OperationRequest,
  type OperationResponse,
  type SecurityHandlers,
} from './generated/koa.gen.ts'
