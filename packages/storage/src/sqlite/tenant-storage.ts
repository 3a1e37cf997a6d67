import type { Tenant, TenantStorage } from '@identity-hub/core'
import type { ClientCache } from '../client-cache.ts'
import { rememberScopes } from '../remember-scopes.ts'
import { isTouchDue } from '../rows/sessions.ts'
import {
  endSessionById,
  endSessions,
  findGrant,
  liftThrottle,
  listConsents,
  listGrants,
  listSessions,
  listThrottles,
} from './access.ts'
import { findAccessToken } from './access-tokens.ts'
import { changeAccount } from './account-changes.ts'
import { findAccount, findAccountByIdentifier } from './accounts.ts'
import { failVerifier, findCode } from './authorization-codes.ts'
import { changeClient } from './change-client.ts'
import { changeScope, deleteScope } from './change-scope.ts'
import { retireClientSecret, rotateClientSecret } from './client-secrets.ts'
import { issueClientToken } from './client-tokens.ts'
import { findAllowedOrigin, lookUpClient } from './clients.ts'
import type { Connection } from './connection.ts'
import { findAuthorizationFacts, withdrawConsent } from './consents.ts'
import { createAccount } from './create-account.ts'
import { createClient } from './create-client.ts'
import { decide } from './decisions.ts'
import { countEvents, listEvents, recordEvents } from './events.ts'
import { exchangeCode } from './exchange-code.ts'
import { findSession } from './find-session.ts'
import { revokeGrant } from './grants.ts'
import type { GroupCommit } from './group-commit.ts'
import { findRepeated } from './idempotency.ts'
import { beginInteraction, loadInteraction, returnToLogin } from './interactions.ts'
import { listAccounts } from './list-accounts.ts'
import { listClients } from './list-clients.ts'
import { nameClients } from './name-clients.ts'
import { findPasswordLink, usePasswordLink } from './password-links.ts'
import { findRefreshToken } from './refresh-tokens.ts'
import { revokeAccessToken } from './revoke-access-token.ts'
import { assignRole, listAccountRoles, removeRole } from './role-assignments.ts'
import { changeRole, createRole, deleteRole, findRole, listRoles } from './roles.ts'
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
  const walking =
    <Input, Outcome>(
      walk: (db: Connection, commits: GroupCommit, tenantId: string, input: Input) => Promise<Outcome>,
    ) =>
    (input: Input) =>
      walk(db, commits, id, input)

  return {
    tenant,
    findClient: (clientId) => commits.read(() => lookUpClient(db, clients, id, clientId), `client ${id} ${clientId}`),
    listScopesNamed: rememberScopes((names) =>
      commits.read(() => readScopes(db, id, names), `scopes ${id} ${names.join(' ')}`),
    ),
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
    findAccessToken: (input) => commits.read(() => findAccessToken(db, clients, id, input)),
    revokeAccessToken: writing(revokeAccessToken),
    revokeGrant: writing(revokeGrant),
    withdrawConsent: writing(withdrawConsent),

    createClient: writing(createClient),
    nameClients: reading(nameClients),
    listClients: reading(listClients),
    changeClient: writing(changeClient),
    rotateClientSecret: writing(rotateClientSecret),
    retireClientSecret: writing(retireClientSecret),
    createScope: writing(createScope),
    listScopes: reading(listScopes),
    changeScope: writing(changeScope),
    deleteScope: writing(deleteScope),
    createRole: writing(createRole),
    findRole: reading(findRole),
    listRoles: reading(listRoles),
    changeRole: writing(changeRole),
    deleteRole: writing(deleteRole),
    assignRole: writing(assignRole),
    removeRole: writing(removeRole),
    listAccountRoles: reading(listAccountRoles),
    createAccount: writing(createAccount),
    listAccounts: reading(listAccounts),
    changeAccount: writing(changeAccount),
    findPasswordLink: reading(findPasswordLink),
    usePasswordLink: writing(usePasswordLink),
    listSessions: walking(listSessions),
    findSession: walking(findSession),
    endSessionById: writing(endSessionById),
    endSessions: writing(endSessions),
    listConsents: walking(listConsents),
    listGrants: walking(listGrants),
    findGrant: reading(findGrant),
    listThrottles: walking(listThrottles),
    liftThrottle: writing(liftThrottle),
    recordEvents: writing(recordEvents),
    listEvents: walking(listEvents),
    countEvents: reading(countEvents),
    findRepeated: reading(findRepeated),
  }
}

/** What is asked for in one moment about the same keys is read once. */
const nameOf = ({ keys, now }: Parameters<TenantStorage['findDelay']>[0]): string =>
  `${now} ${keys.map(({ kind, keyHash, limit }) => `${kind} ${keyHash} ${limit}`).join(' ')}`
