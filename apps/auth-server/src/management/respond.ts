import type { HubStorage } from '@identity-hub/core'
import type { OperationId, OperationResponse } from '@identity-hub/koa-server/management'
import type { Refusal } from '../administration/administration.ts'
import type { ManagementContext } from './context.ts'
import { etagOf, expectedRevision } from './etag.ts'
import { problemResponse, sentence, type ProblemCode } from './problems.ts'
import { recordManagementRefusal } from './record-refusal.ts'
import { insufficientScope } from './security.ts'

export const NO_STORE = { 'Cache-Control': 'no-store' } as const

/** A record with the `ETag` of its state. */
export function answerRecord<Body>(record: { readonly revision: number }, body: Body) {
  return { status: 200 as const, headers: { ...NO_STORE, ETag: etagOf(record) }, body }
}

/** A record that has just been made. */
export function answerCreated<Body>(record: { readonly revision: number }, location: string, body: Body) {
  return { status: 201 as const, headers: { ...NO_STORE, ETag: etagOf(record), Location: location }, body }
}

export function answerBody<Body>(body: Body) {
  return { status: 200 as const, headers: NO_STORE, body }
}

export const ANSWER_DONE = { status: 204, headers: NO_STORE } as const

const BUSY_RETRY_AFTER_SECONDS = 2

const CODES = {
  invalid: 'invalid_fields',
  exists: 'exists',
  'not-allowed': 'not_allowed',
  conflict: 'changed_meanwhile',
  unknown: 'not_found',
  busy: 'temporarily_unavailable',
  // `createOnce` gives the first answer again.
  repeated: 'not_allowed',
} as const satisfies Record<Exclude<Refusal['reason'], 'forbidden'>, ProblemCode>

interface Asking<Id extends OperationId> {
  readonly operationId: Id
  readonly context: ManagementContext
}

/** What a use case refused, on the wire and as an event. */
export function answerRefusal<Id extends OperationId>(
  hub: HubStorage,
  request: Asking<Id>,
  refusal: Refusal,
): OperationResponse<Id> {
  const { context } = request
  if (refusal.reason === 'forbidden') {
    recordManagementRefusal(hub, request, 'scope_insufficient')
    return ofOperation(insufficientScope(context, refusal.scope, sentence(refusal.problem)))
  }
  const { fields = [] } = refusal
  const detail = fields.length > 1 ? `${fields.length} members are wrong.` : sentence(refusal.problem)
  return answerProblem(hub, request, CODES[refusal.reason], detail, fields)
}

/** A problem that the frame finds itself. */
export function answerProblem<Id extends OperationId>(
  hub: HubStorage,
  request: Asking<Id>,
  code: ProblemCode,
  detail: string,
  errors: NonNullable<Refusal['fields']> = [],
): OperationResponse<Id> {
  recordManagementRefusal(hub, request, code)
  const problem = problemResponse(request.context.ctx, code, detail, errors)
  if (code !== 'temporarily_unavailable') return ofOperation(problem)
  return ofOperation({ ...problem, headers: { ...problem.headers, 'Retry-After': BUSY_RETRY_AFTER_SECONDS } })
}

/**
 * The revision that a change rests on, null for whatever is there, out of `If-Match`; without it 428. RFC 6585 §3. Where
 * the document leaves it optional, use `expectedRevision`.
 */
export function requireRevision<Id extends OperationId>(
  hub: HubStorage,
  request: Asking<Id> & { readonly headers: { readonly 'if-match'?: string } },
):
  | { readonly ok: true; readonly revision: number | null }
  | { readonly ok: false; readonly answer: OperationResponse<Id> } {
  const revision = expectedRevision(request.headers['if-match'])
  if (revision !== undefined) return { ok: true, revision }
  const detail = 'Send the ETag that you have read as If-Match.'
  return { ok: false, answer: answerProblem(hub, request, 'if_match_required', detail) }
}

/**
 * Which refusals an operation's use case can have is more than the compiler sees. The tests compare every answer with the
 * document.
 */
function ofOperation<Id extends OperationId>(response: object): OperationResponse<Id> {
  return response as OperationResponse<Id>
}
