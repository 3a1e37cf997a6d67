import type { Tenant, TenantStorage } from '@identity-hub/core'
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
import { changeAccount } from './account-changes.ts'
import { findAccount, findAccountByIdentifier } from './accounts.ts'
import { failVerifier } from './authorization-codes.ts'
import { changeClient } from './change-client.ts'
import { changeScope, deleteScope } from './change-scope.ts'
import { retireClientSecret, rotateClientSecret } from './client-secrets.ts'
import { findAllowedOrigin } from './clients.ts'
import type { Connection } from './connection.ts'
import { withdrawConsent } from './consents.ts'
import { createAccount } from './create-account.ts'
import { createClient } from './create-client.ts'
import { countEvents, listEvents, recordEvents } from './events.ts'
import { findSession } from './find-session.ts'
import type { Gate } from './gate.ts'
import { revokeGrant } from './grants.ts'
import type { HotPath } from './hot-path.ts'
import { findRepeated } from './idempotency.ts'
import { beginInteraction, loadInteraction, returnToLogin } from './interactions.ts'
import { listAccounts } from './list-accounts.ts'
import { listClients } from './list-clients.ts'
import { nameClients } from './name-clients.ts'
import { findPasswordLink, usePasswordLink } from './password-links.ts'
import { revokeAccessToken } from './revoke-access-token.ts'
import { assignRole, listAccountRoles, removeRole } from './role-assignments.ts'
import { changeRole, createRole, deleteRole, findRole, listRoles } from './roles.ts'
import { createScope, listScopes } from './scopes.ts'
import { endSession, touchSession } from './sessions.ts'
import { signIn } from './sign-in.ts'
import type { Transaction, Transactions } from './transactions.ts'

/** A verb that changes something, and one that only reads: each takes the connection, the tenant and its input. */
type Verb<Input, Outcome> = (db: Transaction, tenantId: string, input: Input) => Promise<Outcome>
type Query<Input, Outcome> = (db: Connection, tenantId: string, input: Input) => Promise<Outcome>

export interface Parts {
  readonly gate: Gate
  readonly transactions: Transactions
  readonly hotPath: HotPath
}

export function bindTenant({ gate, transactions, hotPath }: Parts, tenant: Tenant): TenantStorage {
  const { id: tenantId } = tenant
  const writing =
    <Input, Outcome>(verb: Verb<Input, Outcome>) =>
    (input: Input) =>
      gate.pass(() => transactions.write((db) => verb(db, tenantId, input)))
  const reading =
    <Input, Outcome>(query: Query<Input, Outcome>) =>
    (input: Input) =>
      gate.pass(() => transactions.read((db) => query(db, tenantId, input)))
  const walking =
    <Input, Outcome>(walk: (reads: Transactions, tenantId: string, input: Input) => Promise<Outcome>) =>
    (input: Input) =>
      gate.pass(() => walk(transactions, tenantId, input))
  const sharing =
    <Input, Outcome>(verb: (input: Input & { tenantId: string }) => Promise<Outcome>) =>
    (input: Input) =>
      gate.pass(() => verb({ ...input, tenantId }))
  const touch = writing(touchSession)

  return {
    tenant,
    findClient: (clientId) => gate.pass(() => hotPath.findClient({ tenantId, clientId })),
    listScopesNamed: rememberScopes((names) => gate.pass(() => hotPath.readScopes(tenantId, names))),
    findAllowedOrigin: reading(findAllowedOrigin),

    beginInteraction: writing(beginInteraction),
    loadInteraction: reading(loadInteraction),
    signIn: writing(signIn),
    returnToLogin: writing(returnToLogin),
    decide: sharing(hotPath.decide),
    findAuthorizationFacts: sharing(hotPath.findAuthorizationFacts),

    touchSession: async (input) => {
      const standing = await gate.pass(() => hotPath.readSession({ tenantId, ...input }))
      return isTouchDue(standing, input) ? touch(input) : standing
    },
    endSession: writing(endSession),
    findAccountByIdentifier: reading(findAccountByIdentifier),
    findAccount: reading(findAccount),

    findDelay: sharing(hotPath.findDelay),
    countAttempt: sharing(hotPath.countAttempt),
    settleAttempt: sharing(hotPath.settleAttempt),

    findCode: (id) => gate.pass(() => hotPath.findCode({ tenantId, id })),
    findRefreshToken: (id) => gate.pass(() => hotPath.findRefreshToken({ tenantId, id })),
    failVerifier: writing(failVerifier),
    exchangeCode: sharing(hotPath.exchangeCode),
    rotateRefreshToken: sharing(hotPath.rotateRefreshToken),
    issueClientToken: sharing(hotPath.issueClientToken),
    findAccessToken: sharing(hotPath.findAccessToken),
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
