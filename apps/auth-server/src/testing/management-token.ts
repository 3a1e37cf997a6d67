import type { HubScope } from '@identity-hub/core'
import { createClient } from '../administration/create-client.ts'
import type { TestHub } from './start-test-hub.ts'

/** An access token that a new app of the tenant has for itself. RFC 6749 §4.4 */
export async function managementToken(
  { origin, administration }: Pick<TestHub, 'origin' | 'administration'>,
  scopes: readonly HubScope[],
  tenant = 'acme',
): Promise<string> {
  const created = await createClient(administration, {
    tenant,
    name: 'Administration',
    type: 'confidential',
    redirectUris: [],
    grantTypes: ['client_credentials'],
    scopes: scopes.map((name) => ({ name, description: null })),
  })
  if (!created.ok) throw new Error(created.problem)
  const { client, issuedSecret } = created.value
  const response = await fetch(`${origin}/${tenant}/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: issuedSecret ?? '',
    }),
  })
  const answer: unknown = await response.json()
  if (typeof answer !== 'object' || answer === null || !('access_token' in answer))
    throw new Error(`no access token: ${JSON.stringify(answer)}`)
  return String(answer.access_token)
}
