import type { ContractConfiguration, ContractUser } from '@identity-hub/contract-tests'
import { clients as registered, user, type RegisteredClient } from './clients.ts'

/**
 * What the contract may know of each of these servers: clients, a user, and how to sign up more of them.
 * @param scopeOf what a client is registered for there
 */
export function contractOf(
  issuer: string,
  scopeOf: (client: RegisteredClient) => string = ({ scope }) => scope,
): ContractConfiguration {
  let signedUp = 0
  const scoped = <Client extends RegisteredClient>(client: Client) => ({ ...client, scope: scopeOf(client) })
  return {
    issuer,
    clients: {
      confidential: scoped(registered.confidential),
      secondConfidential: scoped(registered.secondConfidential),
      public: scoped(registered.public),
      native: scoped(registered.native),
      firstParty: scoped(registered.firstParty),
      // Neither library asks for PKCE of a client that has a secret.
      pkceOptional: scoped(registered.firstParty),
      shortLived: scoped(registered.shortLived),
      clientCredentials: scoped(registered.clientCredentials),
    },
    shortLivedSeconds: registered.shortLived.accessTokenSeconds,
    user,
    admin: {
      createUser: async (): Promise<ContractUser> => {
        const guest = { username: `guest-${(signedUp += 1)}@example.org`, password: user.password }
        const answer = await fetch(`${issuer}/sign-up`, { method: 'POST', body: new URLSearchParams(guest) })
        if (answer.status !== 201) throw new Error(`No account for ${guest.username}: ${answer.status}`)
        return guest
      },
    },
  }
}
