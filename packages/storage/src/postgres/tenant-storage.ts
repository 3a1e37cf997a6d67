import type { Tenant, TenantStorage } from '@identity-hub/core'
import { isTouchDue } from '../rows/sessions.ts'
import { changeAccount } from './account-changes.ts'
import { createAccount, findAccount, findAccountByIdentifier, listAccounts } from './accounts.ts'
import { failVerifier } from './authorization-codes.ts'
import { changeTenant } from './change-tenant.ts'
import { changeClient, createClient, rotateClientSecret } from './client-administration.ts'
import { findAllowedOrigin, listClients } from './clients.ts'
import type { Connection } from './connection.ts'
import { withdrawConsent } from './consents.ts'
import { listEvents } from './events.ts'
import type { Gate } from './gate.ts'
import { revokeGrant } from './grants.ts'
import type { HotPath } from './hot-path.ts'
import { beginInteraction, loadInteraction, returnToLogin } from './interactions.ts'
import { revokeAccessToken } from './revoke-access-token.ts'
import { assignRole, listRoles, removeRole } from './roles.ts'
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
  const sharing =
    <Input, Outcome>(verb: (input: Input & { tenantId: string }) => Promise<Outcome>) =>
    (input: Input) =>
      gate.pass(() => verb({ ...input, tenantId }))
  const listing =
    <Row>(query: (db: Connection, tenantId: string) => Promise<readonly Row[]>) =>
    () =>
      gate.pass(() => transactions.read((db) => query(db, tenantId)))
  const touch = writing(touchSession)

  return {
    tenant,
    findClient: (clientId) => gate.pass(() => hotPath.findClient({ tenantId, clientId })),
    listScopesNamed: (names) => gate.pass(() => hotPath.readScopes(tenantId, names)),
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

    changeTenant: writing(changeTenant),
    createClient: writing(createClient),
    listClients: listing(listClients),
    rotateClientSecret: writing(rotateClientSecret),
    changeClient: writing(changeClient),
    createScope: writing(createScope),
    listScopes: listing(listScopes),
    createAccount: writing(createAccount),
    listAccounts: listing(listAccounts),
    changeAccount: writing(changeAccount),
    assignRole: writing(assignRole),
    removeRole: writing(removeRole),
    listRoles: reading(listRoles),
    listEvents: reading(listEvents),
  }
}
