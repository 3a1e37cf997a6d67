import { HUB_SCOPES, HUB_TENANT } from '@identity-hub/core'
import { done, type Administration, type Result } from './administration.ts'
import { createClient } from './create-client.ts'
import { CLI_CLIENT } from './hub-clients.ts'

/** As it is registered; a request may name any port of the loopback address. RFC 8252 §7.3 */
export const CLI_REDIRECT_URI = 'http://127.0.0.1/callback'

/** The client with which the command line signs people in, in the tenant `hub`. true: it was made just now. */
export async function ensureCliClient(administration: Administration): Promise<Result<boolean>> {
  const opened = await administration.hub.openTenant(HUB_TENANT)
  if (opened.outcome !== 'open' || (await opened.storage.findClient(CLI_CLIENT)).outcome === 'found') return done(false)
  const created = await createClient(administration, {
    tenant: HUB_TENANT,
    clientId: CLI_CLIENT,
    name: 'Command line',
    type: 'native',
    firstParty: true,
    redirectUris: [CLI_REDIRECT_URI],
    scopes: Object.keys(HUB_SCOPES).map((name) => ({ name, description: null })),
  })
  if (created.ok) return done(true)
  // Another process was faster.
  return created.reason === 'exists' ? done(false) : created
}
