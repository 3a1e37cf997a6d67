import { setTimeout as wait } from 'node:timers/promises'
import type { Account, Interaction, Session } from '../state/records.ts'
import { endSessions, newValue, type Tenant } from '../state/tenant.ts'
import { findAccount } from '../state/tenant.ts'
import { hashPassword } from './passwords.ts'

const NOBODY = hashPassword('')

export const peopleRules = {
  /** What a password costs, whoever it belongs to. */
  hashingMilliseconds: 8,

  findAccount(tenant: Tenant, username: string): Account | undefined {
    return findAccount(tenant, username)
  },

  /** Takes as long for nobody as for somebody. */
  async checkPassword(account: Account | undefined, password: string): Promise<boolean> {
    await wait(this.hashingMilliseconds)
    return this.passwordFits(account?.passwordHash ?? NOBODY, password) && account?.blocked === false
  },

  passwordFits(passwordHash: string, password: string): boolean {
    const [salt = ''] = passwordHash.split('.')
    return hashPassword(password, salt) === passwordHash
  },

  mayBeNewPassword(password: string): boolean {
    return password.length >= 12
  },

  findSession(tenant: Tenant, cookie: string | undefined, _browser: string | undefined): Session | undefined {
    return tenant.sessions.get(cookie ?? '')
  },

  newSession: (_before: string | undefined, _browser: string | undefined): string => newValue(),
  newBrowser: (): string => newValue(),

  /** The session from before ends with the next one. */
  onSignedIn(tenant: Tenant, before: string | undefined): void {
    endSessions(tenant, ({ value }) => value === before)
  },

  onInteractionBegun(_tenant: Tenant, _interaction: Interaction): void {},

  findInteraction(tenant: Tenant, id: string): Interaction | undefined {
    return tenant.interactions.get(id)
  },

  interactionIsOfBrowser(interaction: Interaction, browser: string | undefined): boolean {
    return interaction.browser === browser
  },

  interactionIsOpen(interaction: Interaction): boolean {
    return !interaction.done
  },

  /** Whether the page of the decision comes. */
  needsConsent(account: Account, { client, request }: Pick<Interaction, 'client' | 'request'>): boolean {
    if (request.prompts.has('consent')) return true
    if (client.firstParty) return false
    const given = account.consents.get(client.clientId)
    return client.type === 'native' || !request.scopes.every((scope) => given?.has(scope))
  },

  /** Who the page of the decision is for. */
  whoIsAsked(_interaction: Interaction, session: Session | undefined): Session | undefined {
    return session
  },

  /** Whose decision a posted one is. */
  whoDecides(_interaction: Interaction, session: Session | undefined): Account | undefined {
    return session?.account
  },

  rememberConsent(account: Account, clientId: string, scopes: readonly string[]): void {
    account.consents.set(clientId, new Set([...(account.consents.get(clientId) ?? []), ...scopes]))
  },
}
