/** The client of the management API, `openapi/management.yaml`. */
export { createManagementClient, type ManagementClientOptions } from './create-management-client.ts'
export { everyItem } from './every-item.ts'
export type { Answer, ManagementClient, OperationId, OperationInput, OperationResult } from './operation-types.ts'
export { ManagementError } from '../errors/management-error.ts'
export { HubUnreachableError } from '../errors/hub-unreachable-error.ts'
export { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
