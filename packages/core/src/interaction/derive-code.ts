import { hkdfSync } from 'node:crypto'
import { hashValue, type IssuedValue } from '../issued-values/issued-value.ts'
import type { Id } from '../storage/records.ts'
import type { AuthorizationSettings } from './settings.ts'

/**
 * The code of an interaction. It is not drawn but derived, so that a decision that was sent twice (a double click drops
 * the first answer) gets the same answer twice while nothing of the code but its hash is stored: from the browser's
 * cookie, which has 256 random bits and only that browser holds, under the hub's key.
 */
export function deriveCode(
  { keys, browserValue, storage }: Pick<AuthorizationSettings, 'keys' | 'browserValue' | 'storage'>,
  interactionId: Id,
): IssuedValue {
  const purpose = `identity-hub/code/v1|${storage.tenant.id}|${interactionId}`
  const secret = Buffer.from(hkdfSync('sha256', browserValue, keys.current.key, purpose, 32))
  const value = `code_${interactionId}_${secret.toString('base64url')}`
  return { value, id: interactionId, hash: hashValue(value) }
}
