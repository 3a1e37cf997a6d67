import type { AccessVerbs, Id, Throttle } from '@identity-hub/core'
import { fromBlob, toBlob } from '../rows/values.ts'
import { all, BEHIND_ALL, equals, type List, part } from './list.ts'

type Row = Omit<Throttle, 'keyHash'> & { readonly keyHash: Uint8Array }

// Longer than any hash.
const BEHIND_HASHES = 'ff'.repeat(33)

/** By kind, then hash. */
export const throttleList = (
  tenantId: Id,
  { kind, keyHash, now }: Parameters<AccessVerbs['listThrottles']>[0],
): List<Row, Throttle> => ({
  from: 'throttles t',
  key: ['t.kind', 't.key_hash'],
  within: part('t.tenant_id = ?', tenantId),
  where: all(
    part('t.until > ? AND t.count > 0', now),
    equals('t.key_hash', keyHash === undefined ? undefined : toBlob(keyHash)),
  ),
  columns: 't.kind, t.key_hash AS "keyHash", t.count, t.until',
  range: { before: [kind ?? BEHIND_ALL, BEHIND_HASHES], from: [kind ?? '', ''] },
  toKey: ([ofKind = '', hash = '']) => [ofKind, toBlob(hash)],
  toItem: (row) => ({ ...row, keyHash: fromBlob(row.keyHash) }),
  positionOf: (throttle) => [throttle.kind, throttle.keyHash],
})
