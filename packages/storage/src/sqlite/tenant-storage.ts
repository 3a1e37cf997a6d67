import type { Tenant, TenantStorage } from '@identity-hub/core'
import type { ClientCache } from '../client-cache.ts'
import { isTouchDue } from '../rows/sessions.ts'
import { findAccessToken } from './access-tokens.ts'
import { changeAccount } from './account-changes.ts'
import { createAccount, findAccount, findAccountByIdentifier, listAccounts } from './accounts.ts'
import { failVerifier, findCode } from './authorization-codes.ts'
import { changeTenant } from './change-tenant.ts'
import { changeClient, createClient, rotateClientSecret } from './client-administration.ts'
import { issueClientToken } from './client-tokens.ts'
import { findAllowedOrigin, listClients, lookUpClient } from './clients.ts'
import type { Connection } from './connection.ts'
import { findAuthorizationFacts, withdrawConsent } from './consents.ts'
import { decide } from './decisions.ts'
import { listEvents } from './events.ts'
import { exchangeCode } from './exchange-code.ts'
import { revokeGrant } from './grants.ts'
import type { GroupCommit } from './group-commit.ts'
import { beginInteraction, loadInteraction, returnToLogin } from './interactions.ts'
import { findRefreshToken } from './refresh-tokens.ts'
import { revokeAccessToken } from './revoke-access-token.ts'
import { assignRole, listRoles, removeRole } from './roles.ts'
import { rotateRefreshToken } from './rotate-refresh-token.ts'
import { createScope, listScopes, readScopes } from './scopes.ts'
import { endSession, readSession, touchSession } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { countAttempt, findDelay, settleAttempt } from './throttles.ts'

/** A verb that changes something, and one that only reads: each takes the connection, the tenant and its input. */
type Verb<Input, Outcome> = (db: Connection, tenantId: string, input: Input) => Outcome

export function bindTenant(db: Connection, commits: GroupCommit, clients: ClientCache, tenant: Tenant): TenantStorage {
  const { id } = tenant
  const writing =
    <Input, Outcome>(verb: Verb<Input, Outcome>) =>
    (input: Input) =>
      commits.write(() => verb(db, id, input))
  const reading =
    <Input, Outcome>(verb: Verb<Input, Outcome>) =>
    (input: Input) =>
      commits.read(() => verb(db, id, input))

  return {
    tenant,
    findClient: (clientId) => commits.read(() => lookUpClient(db, clients, id, clientId), `client ${id} ${clientId}`),
    listScopesNamed: (names) => commits.read(() => readScopes(db, id, names), `scopes ${id} ${names.join(' ')}`),
    findAllowedOrigin: reading(findAllowedOrigin),

    beginInteraction: writing(beginInteraction),
    loadInteraction: reading(loadInteraction),
    signIn: writing(signIn),
    returnToLogin: writing(returnToLogin),
    decide: writing(decide),
    findAuthorizationFacts: reading(findAuthorizationFacts),

    touchSession: async (input) => {
      const standing = await commits.read(() => readSession(db, id, input.sessionHash, input.now))
      return isTouchDue(standing, input) ? commits.write(() => touchSession(db, id, input)) : standing
    },
    endSession: writing(endSession),
    findAccountByIdentifier: reading(findAccountByIdentifier),
    findAccount: reading(findAccount),

    findDelay: (input) => commits.read(() => findDelay(db, id, input), `delay ${id} ${nameOf(input)}`),
    countAttempt: writing(countAttempt),
    settleAttempt: writing(settleAttempt),

    findCode: reading(findCode),
    findRefreshToken: reading(findRefreshToken),
    failVerifier: writing(failVerifier),
    exchangeCode: writing(exchangeCode),
    rotateRefreshToken: writing(rotateRefreshToken),
    issueClientToken: writing(issueClientToken),
    findAccessToken: reading(findAccessToken),
    revokeAccessToken: writing(revokeAccessToken),
    revokeGrant: writing(revokeGrant),
    withdrawConsent: writing(withdrawConsent),

    changeTenant: writing(changeTenant),
    createClient: writing(createClient),
    listClients: () => commits.read(() => listClients(db, id)),
    rotateClientSecret: writing(rotateClientSecret),
    changeClient: writing(changeClient),
    createScope: writing(createScope),
    listScopes: () => commits.read(() => listScopes(db, id)),
    createAccount: writing(createAccount),
    listAccounts: () => commits.read(() => listAccounts(db, id)),
    changeAccount: writing(changeAccount),
    assignRole: writing(assignRole),
    removeRole: writing(removeRole),
    listRoles: reading(listRoles),
    listEvents: (input) => listEvents(db, commits, id, input),
  }
}

/** What is asked for in one moment about the same keys is read once. */
const nameOf = ({ keys, now }: Parameters<TenantStorage['findDelay']>[0]): string =>
  `${now} ${keys.map(({ kind, keyHash, limit }) => `${kind} ${keyHash} ${limit}`).join(' ')}`
