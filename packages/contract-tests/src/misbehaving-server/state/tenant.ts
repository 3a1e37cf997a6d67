import { randomBytes } from 'node:crypto'
import type { AccessToken, Account, Client, Code, Grant, Interaction, RefreshToken, Session } from './records.ts'

/** Everything that one issuer knows. It outlives the server that listens. */
export interface Tenant {
  readonly slug: string
  readonly name: string
  /** Scopes in the words of the consent page; `role`: who may have it. */
  readonly scopes: ReadonlyMap<string, { readonly description: string; readonly role?: string }>
  readonly clients: Map<string, Client>
  /** By id. */
  readonly accounts: Map<string, Account>
  readonly sessions: Map<string, Session>
  readonly interactions: Map<string, Interaction>
  readonly grants: Map<string, Grant>
  readonly codes: Map<string, Code>
  readonly accessTokens: Map<string, AccessToken>
  readonly refreshTokens: Map<string, RefreshToken>
  /** Whose browser a device cookie names: account ids by cookie. */
  readonly devices: Map<string, string>
  /** Failures and attempts under way, by what they count against: when each began, epoch milliseconds. */
  readonly attempts: Map<string, number[]>
}

export type State = ReadonlyMap<string, Tenant>

export function createTenant(slug: string, name: string, scopes: Tenant['scopes']): Tenant {
  return {
    slug,
    name,
    scopes,
    clients: new Map(),
    accounts: new Map(),
    sessions: new Map(),
    interactions: new Map(),
    grants: new Map(),
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    devices: new Map(),
    attempts: new Map(),
  }
}

/** 256 bits, in 43 characters. */
export const newValue = (): string => randomBytes(32).toString('base64url')

/** An account by the name that people type: in any case, with spaces around it. */
export function findAccount(tenant: Tenant, username: string): Account | undefined {
  const wanted = username.trim().toLowerCase()
  return [...tenant.accounts.values()].find((account) => account.username === wanted)
}

/** Ends what was granted; its tokens and codes are worth nothing any more. */
export function revokeGrants(tenant: Tenant, ends: (grant: Grant) => boolean): void {
  for (const grant of tenant.grants.values()) if (ends(grant)) grant.revoked = true
}

export function endSessions(tenant: Tenant, ends: (session: Session) => boolean): void {
  for (const session of tenant.sessions.values()) if (ends(session)) tenant.sessions.delete(session.value)
}
