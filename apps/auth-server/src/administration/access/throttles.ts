import { isIP, isIPv6 } from 'node:net'
import { HUB_ROLES, hashValue, personOf, type Id, type TenantStorage, type Throttle } from '@identity-hub/core'
import { networkOf } from '../../http/network-of.ts'
import {
  administrativeEvent,
  done,
  invalid,
  unknown,
  type Administration,
  type Refusal,
  type Result,
} from '../administration.ts'
import { everyRow } from '../every-row.ts'
import { refuseTouching } from '../users/administrators.ts'

/**
 * Which attempts are meant. The storage has hashes only, so those of a person or an address are found by making the hash
 * again: a person's from browsers that they have not used before, and an address's own ones.
 */
export function readThrottleFilter({
  userId,
  address,
}: {
  readonly userId?: Id
  readonly address?: string
}): Result<{ readonly kind?: string; readonly keyHash?: string }> {
  if (userId !== undefined && address !== undefined)
    return invalid('nothing is counted on a user and on an address at once; name one of them')
  if (userId !== undefined) return done({ kind: 'account', keyHash: keyHashOf(userId) })
  if (address === undefined) return done({})
  if (isIP(address) === 0) return invalid('the address is neither one of IPv4 nor one of IPv6')
  return done({ keyHash: hashValue(networkOf(canonical(address))) })
}

const keyHashOf = (id: Id): string => hashValue(personOf({ id }, ''))

// As sockets write it (RFC 5952); IPv4 inside of IPv6 stays in dots.
function canonical(address: string): string {
  const [plain = ''] = address.toLowerCase().split('%')
  if (!isIPv6(plain) || plain.startsWith('::ffff:')) return plain
  return new URL(`http://[${plain}]`).hostname.slice(1, -1)
}

/** As paths have it. */
export function throttleId({ kind, keyHash }: Pick<Throttle, 'kind' | 'keyHash'>): string {
  return `${kind}.${keyHash}`
}

/** The attempts are forgotten. */
export async function liftThrottle(
  administration: Administration,
  storage: TenantStorage,
  id: string,
): Promise<Result<null>> {
  const [kind = '', keyHash = ''] = id.split('.')
  const refusal = await refuseLifting(administration, storage, { kind, keyHash })
  if (refusal !== null) return refusal
  const lifted = await storage.liftThrottle({
    kind,
    keyHash,
    now: administration.now(),
    events: [administrativeEvent(administration, 'throttle.lifted', { kind })],
  })
  return lifted.outcome === 'lifted'
    ? done(null)
    : unknown('throttle', `nothing is counted on ${id} in the tenant ${storage.tenant.slug}`)
}

/** Whoever lifts an administrator's again and again may guess their password for as long as they want; null: they may. */
async function refuseLifting(
  administration: Administration,
  storage: TenantStorage,
  { kind, keyHash }: Pick<Throttle, 'kind' | 'keyHash'>,
): Promise<Refusal | null> {
  if (kind !== 'account' || administration.authority.may('hub.administrators.write')) return null
  for (const role of Object.values(HUB_ROLES)) {
    const holders = await everyRow((page) => storage.listAccounts({ ...page, role }))
    if (holders.some((holder) => keyHashOf(holder.id) === keyHash)) return refuseTouching(administration, [role])
  }
  return null
}
