import { HUB_TENANT, type Tenant } from '@identity-hub/core'
import { truncateAddress } from '../http/truncate-address.ts'
import type { Administration } from './administration.ts'

const OF_HUB = `${HUB_TENANT}:`

/**
 * What somebody of the tenant `hub` does to another tenant: the events of that one tell who is of the hub, and keep no more
 * of an address than it wants.
 */
export function fromAbove(
  administration: Administration,
  { slug, truncateAddresses = false }: Pick<Tenant, 'slug'> & Partial<Tenant>,
): Administration {
  const { actor, source } = administration
  const isNamed = slug === HUB_TENANT || actor === 'cli' || actor.startsWith(OF_HUB)
  return {
    ...administration,
    actor: isNamed ? actor : OF_HUB + actor,
    source: truncateAddresses && source !== null ? truncateAddress(source) : source,
  }
}
