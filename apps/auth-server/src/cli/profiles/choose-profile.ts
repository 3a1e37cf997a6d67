import { HUB_TENANT } from '@identity-hub/core'
import { valueOf, type Environment } from '../../config/variables.ts'
import { Refused } from '../refused.ts'
import { readHubUrl, type HubUrl } from './hub-url.ts'
import { profileFileOf, readProfiles } from './profile-file.ts'
import { issuerOfProfile, type Profile } from './profile.ts'

/** The profile that a command is to use; null: the database. */
export function chooseProfile(environment: Environment, hub: string | undefined): Profile | null {
  const file = profileFileOf(environment)
  const { current, profiles } = file === null ? { current: null, profiles: {} } : readProfiles(file)
  if (hub !== undefined) return profileOf(readHubUrl(hub), Object.values(profiles), current, environment)
  // Whoever names a database means it.
  if (current === null || valueOf(environment, 'HUB_DATABASE_URL') !== null) return null
  return profiles[current] ?? null
}

function profileOf(
  { origin, tenant }: HubUrl,
  stored: readonly Profile[],
  current: string | null,
  environment: Environment,
): Profile {
  const [clientId, clientSecret] = [valueOf(environment, 'HUB_CLIENT_ID'), valueOf(environment, 'HUB_CLIENT_SECRET')]
  if (clientId !== null && clientSecret !== null)
    return { origin, tenant: tenant ?? HUB_TENANT, clientId, clientSecret, forItself: true }
  const fitting = stored.filter((one) => one.origin === origin && (tenant === null || one.tenant === tenant))
  const chosen =
    fitting.find((one) => issuerOfProfile(one) === current) ?? (fitting.length === 1 ? fitting[0] : undefined)
  if (chosen !== undefined) return chosen
  if (fitting.length === 0)
    throw new Refused(
      clientId === null
        ? `nobody is signed in at ${origin}; sign in first: hub login --hub ${origin} --tenant ${tenant ?? '<slug>'}`
        : `HUB_CLIENT_ID is there without HUB_CLIENT_SECRET, and nobody is signed in at ${origin}; set both, or sign in`,
    )
  const issuers = fitting.map(issuerOfProfile).join(' or ')
  throw new Refused(`there are several profiles for ${origin}; write --hub ${issuers}`)
}
