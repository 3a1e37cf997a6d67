import { isHubScope, quoted, type Client, type ClientScope } from '@identity-hub/core'
import { forbidden, type Administration, type Refusal } from '../administration.ts'

/**
 * Whoever decides what a client is, or who knows its secret, can act with its scopes: for those of the hub they must have
 * each of them themselves. null: they have.
 */
export function refuseReaching({ authority }: Administration, client: Pick<Client, 'scopes'>): Refusal | null {
  const beyond = beyondReach(authority, client.scopes)
  return beyond === null ? null : forbidden(beyond, `the client has the scope ${beyond}, so this needs it as well`)
}

/** The same for scopes that a client is about to be given. */
export function refuseGiving({ authority }: Administration, scopes: readonly ClientScope[]): Refusal | null {
  const beyond = beyondReach(authority, scopes)
  return beyond === null
    ? null
    : forbidden(beyond, `a client is given ${quoted(beyond)} by those who have it themselves`)
}

function beyondReach(authority: Administration['authority'], scopes: readonly ClientScope[]) {
  return (
    scopes
      .map(({ name }) => name)
      .filter(isHubScope)
      .find((scope) => !authority.may(scope)) ?? null
  )
}
