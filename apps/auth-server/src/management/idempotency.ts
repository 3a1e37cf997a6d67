import { createHash, createHmac } from 'node:crypto'
import { open, seal, type Repeated, type SealBinding, type SealingKey } from '@identity-hub/core'
import type { OperationId, OperationResponse } from '@identity-hub/koa-server/management'
import type { KeepAnswer, Result } from '../administration/administration.ts'
import type { Dependencies } from '../dependencies.ts'
import type { ManagementRequest } from './context.ts'
import { answerProblem, answerRefusal } from './respond.ts'

const LIFETIME_MILLISECONDS = 86_400_000

interface Steps<Id extends OperationId, Value> {
  /** Creates, and keeps the answer in the same transaction when there is a key. */
  readonly create: (keep: KeepAnswer<Value> | undefined) => Promise<Result<Value>>
  readonly answer: (created: Value) => OperationResponse<Id>
}

/**
 * Runs a creation once for each `Idempotency-Key` of a principal, and gives the same answer to whoever sends the same
 * again within a day. The answer is sealed under the hub's keys and the key that was sent: it may hold a secret.
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
 */
export async function createOnce<Id extends OperationId, Value>(
  { hub, keys, random }: Pick<Dependencies, 'hub' | 'keys' | 'random'>,
  request: ManagementRequest<Id> & {
    readonly path?: object
    readonly headers: { readonly 'idempotency-key'?: string }
    readonly body?: unknown
  },
  { create, answer }: Steps<Id, Value>,
): Promise<OperationResponse<Id>> {
  const { context, operationId } = request
  const key = request.headers['idempotency-key']
  if (key === undefined) return conclude(await create(undefined))

  const { storage, tenant, facts } = context
  const { tenant: home, kind, id } = request.security.accessToken
  const keyHash = hashOf([tenant.id, home, kind, id, operationId, key])
  const asked = JSON.stringify([request.path ?? null, request.body ?? null], sorted)
  const binding: SealBinding = { label: 'kept-answer', associatedData: `${tenant.id} ${keyHash}`, secret: key }
  const repeat = (repeated: Repeated): OperationResponse<Id> => {
    if (!keys.all.some((one) => requestHashOf(one, asked) === repeated.requestHash))
      return answerProblem(hub, request, 'idempotency_key_reused', 'This Idempotency-Key came with another request.')
    const kept = open(keys, binding, Buffer.from(repeated.answer, 'base64url'))
    return kept === null
      ? answerProblem(hub, request, 'not_allowed', 'This was done, and its answer can be read no longer.')
      : (JSON.parse(kept) as OperationResponse<Id>) // It was one when it was sealed below.
  }

  const before = await storage.findRepeated({ keyHash, now: facts.now })
  if (before.outcome === 'repeated') return repeat(before)
  const created = await create((value) => ({
    keyHash,
    requestHash: requestHashOf(keys.current, asked),
    answer: Buffer.from(seal(keys, binding, JSON.stringify(answer(value)), random)).toString('base64url'),
    expiresAt: facts.now + LIFETIME_MILLISECONDS,
  }))
  return !created.ok && created.reason === 'repeated' ? repeat(created.repeated) : conclude(created)

  function conclude(creation: Result<Value>): OperationResponse<Id> {
    return creation.ok ? answer(creation.value) : answerRefusal(hub, request, creation)
  }
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

// A request can have a password in it: a plain hash would let whoever has the database try passwords fast.
function requestHashOf({ key }: SealingKey, asked: string): string {
  return createHmac('sha256', key).update('identity-hub/asked\n').update(asked).digest('hex')
}

/** Members in one order. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
