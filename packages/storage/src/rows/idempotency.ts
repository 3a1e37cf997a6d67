import type { Repeated } from '@identity-hub/core'
import { fromBlob } from './values.ts'

/** Their kind among the one-time values: the id is the key's hash, the value's hash the request's. */
export const IDEMPOTENCY = 'idempotency'

export interface AnswerRow {
  readonly valueHash: Uint8Array
  readonly data: string
}

export const toRepeated = (row: AnswerRow): Repeated => ({
  outcome: 'repeated',
  requestHash: fromBlob(row.valueHash),
  answer: row.data,
})
