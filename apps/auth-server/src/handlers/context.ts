import type { InvalidRequest, LooseResponse, OperationId } from '@identity-hub/koa-server'
import type { Context } from 'koa'

/** What our handlers of the contract's operations get beside the typed request. */
export type HandlerContext = Context

export type Failure = InvalidRequest<OperationId>
export type { LooseResponse }
