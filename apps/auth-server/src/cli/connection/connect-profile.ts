import { createHubClient, type HubClient } from '@identity-hub/client'
import { createManagementClient } from '@identity-hub/client/management'
import { CLI_REDIRECT_URI } from '../../administration/ensure-cli-client.ts'
import { valueOf, type Environment } from '../../config/variables.ts'
import { fileGrantStore } from '../profiles/file-grant-store.ts'
import { profileFileOf } from '../profiles/profile-file.ts'
import { issuerOfProfile, type Profile } from '../profiles/profile.ts'
import { Refused } from '../refused.ts'
import type { Connection } from './connection.ts'

/** The management API of a hub somewhere, with tokens that are refreshed as needed. */
export function connectProfile(profile: Profile, environment: Environment): Connection {
  const client = hubClientOf(profile, environment)
  const name = issuerOfProfile(profile)
  const accessToken = async (): Promise<string> => {
    const token = profile.forItself ? client.clientCredentials() : client.getAccessToken(name)
    return (await token).accessToken
  }
  return {
    isLocal: false,
    home: profile,
    of: (tenant) => createManagementClient({ origin: profile.origin, tenant, accessToken }),
    close: () => client.settled(),
  }
}

/** Its client at the hub's token endpoint. */
export function hubClientOf(profile: Profile, environment: Environment): HubClient {
  const file = profileFileOf(environment)
  if (file === null) throw new Refused('there is no place for profiles; set HUB_CLI_CONFIG to a file')
  return createHubClient({
    issuer: issuerOfProfile(profile),
    clientId: profile.clientId,
    authentication: profile.forItself
      ? { method: 'client_secret_basic', clientSecret: secretOf(profile, environment) }
      : { method: 'none' },
    redirectUri: CLI_REDIRECT_URI,
    store: fileGrantStore(file),
  })
}

function secretOf({ clientId, clientSecret }: Profile, environment: Environment): string {
  const secret = clientSecret ?? valueOf(environment, 'HUB_CLIENT_SECRET')
  if (secret === null) throw new Refused(`set HUB_CLIENT_SECRET to the secret of the client ${clientId}`)
  return secret
}
