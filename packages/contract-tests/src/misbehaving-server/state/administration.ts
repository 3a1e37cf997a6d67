import type { ClientRegistration, RegistrationOutcome } from '../../target.ts'
import { hashPassword } from '../rules/passwords.ts'
import type { Rules } from '../rules/rules.ts'
import type { Account, Client } from './records.ts'
import { findAccount, newValue, type Tenant } from './tenant.ts'

export type NewClient = ClientRegistration & Partial<Omit<Client, 'scopes' | 'secrets'>> & { readonly secret?: string }

/** Registers what was checked before. */
export function createClient(tenant: Tenant, wanted: NewClient): Client {
  const { type, redirectUris, scope, secret = newValue(), lifetimes } = wanted
  const client: Client = {
    clientId: wanted.clientId ?? newValue().slice(0, 22),
    name: wanted.name ?? 'An app',
    type,
    secrets: type === 'confidential' ? [secret] : [],
    authMethods:
      wanted.authMethods ?? (type === 'confidential' ? ['client_secret_basic', 'client_secret_post'] : ['none']),
    redirectUris,
    scopes: scope.split(' '),
    grantTypes: wanted.grantTypes ?? ['authorization_code', 'refresh_token'],
    firstParty: wanted.firstParty ?? false,
    pkceOptional: wanted.pkceOptional ?? false,
    allowedOrigins: wanted.allowedOrigins ?? [],
    lifetimes: lifetimes ?? defaultLifetimes,
  }
  tenant.clients.set(client.clientId, client)
  return client
}

export const defaultLifetimes = {
  codeSeconds: 60,
  accessTokenSeconds: 3600,
  idleSeconds: 14 * 86_400,
  absoluteSeconds: 30 * 86_400,
  retryWindowSeconds: 3,
}

/** What an administrator asks for; refused when the rules forbid it. */
export function registerClient(
  tenant: Tenant,
  rules: Rules,
  registration: ClientRegistration,
  origin: string,
): RegistrationOutcome {
  const { clientId, type, grantTypes = [], redirectUris } = registration
  const problem = redirectUris
    .map((uri) => rules.registrationProblem(type, uri, origin))
    .find((found) => found !== null)
  if (problem !== undefined) return { outcome: 'refused', message: problem }
  if (!rules.mayRegisterGrantTypes(type, grantTypes))
    return { outcome: 'refused', message: 'A client without a secret gets no app tokens.' }
  if (clientId !== undefined && !rules.clientIdIsFree(tenant, clientId))
    return { outcome: 'refused', message: 'That id is taken.' }
  const { secrets, ...client } = createClient(tenant, registration)
  const [first = '', ...others] = redirectUris
  const [clientSecret] = secrets
  return {
    outcome: 'created',
    client: {
      clientId: client.clientId,
      name: client.name,
      redirectUris: [first, ...others],
      scope: registration.scope,
      ...(clientSecret !== undefined && { clientSecret }),
    },
  }
}

export function createAccount(tenant: Tenant, username: string, password: string): Account {
  const account: Account = {
    id: newValue().slice(0, 26),
    username: username.toLowerCase(),
    displayName: 'Ada Lovelace',
    passwordHash: hashPassword(password),
    blocked: false,
    roles: new Set(),
    consents: new Map(),
  }
  tenant.accounts.set(account.id, account)
  return account
}

/** What an administrator does to people and apps while the server runs. */
export function createAdministration(tenant: Tenant, rules: () => Rules) {
  const accountOf = (username: string): Account => {
    const account = findAccount(tenant, username)
    if (account === undefined) throw new Error(`There is no user ${username}`)
    return account
  }
  return {
    blockUser(username: string): void {
      const account = accountOf(username)
      account.blocked = true
      rules().endOnBlock(tenant, account)
    },
    unblockUser(username: string): void {
      const account = accountOf(username)
      account.blocked = false
      rules().onUnblock(tenant, account)
    },
    setPassword(username: string, password: string): void {
      const account = accountOf(username)
      account.passwordHash = hashPassword(password)
      rules().endOnPasswordReset(tenant, account)
    },
    assignRole(username: string, role: string): void {
      accountOf(username).roles.add(role)
      rules().onRoleAssigned(tenant, accountOf(username), role)
    },
    removeRole(username: string, role: string): void {
      const account = accountOf(username)
      account.roles.delete(role)
      rules().endOnRoleRemoved(tenant, account, role)
    },
    withdrawConsent(username: string, clientId: string): void {
      rules().endOnConsentWithdrawn(tenant, accountOf(username), clientId)
    },
    rotateSecret(clientId: string): string {
      const client = tenant.clients.get(clientId)
      if (client === undefined) throw new Error(`There is no client ${clientId}`)
      const secret = newValue()
      tenant.clients.set(clientId, { ...client, secrets: rules().secretsAfterRotation(client.secrets, secret) })
      return secret
    },
  }
}
