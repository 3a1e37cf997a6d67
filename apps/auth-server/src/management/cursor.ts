import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Position, SealingKey, SealingKeys } from '@identity-hub/core'

/** The list that a place is in. A cursor says nothing anywhere else. */
export interface CursorList {
  readonly tenantId: string
  readonly operationId: string
  /** Everything that chooses and orders rows. */
  readonly filters: Readonly<Record<string, unknown>>
}

const TAG_BYTES = 16

/** A place in a list as whoever asks carries it: opaque, and good for that list alone. */
export function encodeCursor(keys: SealingKeys, list: CursorList, position: Position): string {
  const text = JSON.stringify(position)
  return Buffer.concat([tagOf(keys.current, list, text), Buffer.from(text)]).toString('base64url')
}

/** null: it was not made for this list, or not by this hub. */
export function decodeCursor(keys: SealingKeys, list: CursorList, cursor: string): Position | null {
  const bytes = Buffer.from(cursor, 'base64url')
  const [tag, text] = [bytes.subarray(0, TAG_BYTES), bytes.subarray(TAG_BYTES).toString()]
  // One place is written in one way.
  if (tag.length !== TAG_BYTES || bytes.toString('base64url') !== cursor) return null
  if (!keys.all.some((key) => timingSafeEqual(tag, tagOf(key, list, text)))) return null
  // What has a tag of ours was encoded above.
  return JSON.parse(text) as Position
}

// Storages trust the places that they gave, so a made-up one must not reach them.
function tagOf({ key }: SealingKey, { tenantId, operationId, filters }: CursorList, text: string): Buffer {
  const sorted = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const message = JSON.stringify([tenantId, operationId, sorted, text])
  return createHmac('sha256', key).update('identity-hub/cursor\n').update(message).digest().subarray(0, TAG_BYTES)
}
