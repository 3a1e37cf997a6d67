import { HUB_TENANT } from '@identity-hub/core'
import { expect } from 'vitest'
import { TestBrowser } from '../../src/testing/test-browser.ts'
import { look } from './look.ts'
import { requestToken, type Setting, type Situation } from './situation.ts'
import { PASSWORD } from './start-sites.ts'
import type { EventId } from './table.ts'

/** How an event is brought about, at the first hub; it is over when the promise is. */
interface Cause {
  readonly setting?: Setting
  readonly happen: (at: Situation) => Promise<unknown>
}

const user = ({ userId: user_id }: Situation) => ({ path: { user_id } })
const ofUser = ({ userId: user_id }: Situation, role: string) => ({ path: { user_id, role } })
const client = ({ client: { clientId: client_id } }: Situation) => ({ path: { client_id } })
const here = ({ site, tenant }: Situation, page: string) => `${site.first}/${tenant}/${page}`

const NEW_PASSWORD = 'another horse battery'
const members = { scope: 'reports-of-members' } as const
const sales = { scope: 'reports-of-sales' } as const
const free = { scope: { requires: [] } } as const

export const CAUSES: Readonly<Record<EventId, Cause>> = {
  'user-blocked': { happen: (at) => at.manager.blockUser(user(at)) },
  'user-unblocked': {
    happen: async (at) => {
      await at.manager.blockUser(user(at))
      await at.manager.unblockUser(user(at))
    },
  },
  'user-archived': { happen: (at) => at.manager.archiveUser(user(at)) },
  'user-restored': {
    happen: async (at) => {
      await at.manager.archiveUser(user(at))
      await at.manager.restoreUser(user(at))
    },
  },
  'user-erased': { happen: (at) => at.manager.eraseUser(user(at)) },
  'password-reset': { happen: (at) => at.manager.resetPassword({ ...user(at), body: { password: NEW_PASSWORD } }) },
  'password-link-made': { happen: (at) => at.manager.resetPassword(user(at)) },
  'password-changed': { happen: (at) => changePassword(at, at.browser.copy()) },
  'password-changed-elsewhere': {
    happen: (at) => changePassword(at, new TestBrowser({ origin: at.site.first }, { tenant: at.tenant })),
  },
  'consent-withdrawn': {
    setting: { consent: true },
    happen: (at) => at.manager.withdrawConsent({ path: { user_id: at.userId, client_id: at.client.clientId } }),
  },
  'access-ended': {
    happen: async (at) => {
      const page = await (await at.browser.request(here(at, 'account'))).text()
      const [, record = ''] = /name="client" value="([^"]+)"/.exec(page) ?? []
      await submit(at, 'account', { client: record }, 'account/end-access')
    },
  },
  'signed-out': { happen: (at) => submit(at, 'sign-out', {}) },
  'signed-out-everywhere': { happen: (at) => submit(at, 'account', {}, 'account/sign-out-everywhere') },
  'sessions-ended': { happen: (at) => at.manager.endUserSessions(user(at)) },

  'role-added': { setting: members, happen: (at) => at.manager.assignRole(ofUser(at, 'third')) },
  'role-removed': { setting: members, happen: (at) => at.manager.removeRole(ofUser(at, 'member')) },
  'other-role-removed': { setting: members, happen: (at) => at.manager.removeRole(ofUser(at, 'other')) },
  'role-given-back': {
    setting: members,
    happen: async (at) => {
      await at.manager.removeRole(ofUser(at, 'member'))
      await look(at, at.site.second, ['code', 'accessToken', 'refreshToken'])
      await at.manager.assignRole(ofUser(at, 'member'))
    },
  },
  'role-given-back-unnoticed': {
    setting: members,
    happen: async (at) => {
      await at.manager.removeRole(ofUser(at, 'member'))
      await at.manager.assignRole(ofUser(at, 'member'))
    },
  },
  'claim-changed': { setting: sales, happen: (at) => changeClaims(at, { department: 'legal', office: 'delft' }) },
  'other-claim-changed': { setting: sales, happen: (at) => changeClaims(at, { department: 'sales', office: 'gouda' }) },
  'requirement-fulfilled': {
    setting: { scope: { requires: ['member'] } },
    happen: (at) => changeScope(at, { required_roles: ['member', 'other'] }),
  },
  'requirement-unfulfilled': { setting: free, happen: (at) => changeScope(at, { required_roles: ['third'] }) },
  'scope-described': {
    setting: free,
    happen: (at) => changeScope(at, { description: { en: 'Reports' }, access_token_seconds: 60 }),
  },
  'scope-deleted': { setting: free, happen: (at) => at.manager.deleteScope({ path: { scope: at.scope } }) },
  'scope-removed': { happen: (at) => changeScopes(at, ['profile', 'spare']) },
  'other-scope-removed': { happen: (at) => changeScopes(at, ['profile', 'reports']) },
  'scope-added': { happen: (at) => changeScopes(at, ['profile', 'reports', 'spare', 'new']) },
  'app-closed': { happen: (at) => changeApp(at, { required_role: 'third' }) },
  'app-requires': { happen: (at) => changeApp(at, { required_role: 'member' }) },
  'app-role-removed': {
    setting: { requiredRole: 'member' },
    happen: (at) => at.manager.removeRole(ofUser(at, 'member')),
  },

  'client-disabled': { happen: (at) => at.manager.disableClient(client(at)) },
  'client-enabled': {
    happen: async (at) => {
      await at.manager.disableClient(client(at))
      await at.manager.enableClient(client(at))
    },
  },
  'client-deleted': { happen: (at) => at.manager.deleteClient(client(at)) },
  'secret-rotated': { happen: (at) => at.manager.rotateClientSecret(client(at)) },
  'secret-ended': {
    happen: async (at) => {
      const rotated = await at.manager.rotateClientSecret({ ...client(at), body: { previous_lives_seconds: 0 } })
      const old = await requestToken(at, at.site.second, { grant_type: 'client_credentials' })
      expect(old).toMatchObject({ status: 401, error: 'invalid_client' })
      at.client = { ...at.client, clientSecret: rotated.body.client_secret }
    },
  },
  'tenant-suspended': { setting: { ownTenant: true }, happen: suspend },
  'tenant-resumed': {
    setting: { ownTenant: true },
    happen: async (at) => {
      await suspend(at)
      await at.site.manage(HUB_TENANT).resumeTenant({ path: { slug: at.tenant } })
    },
  },
}

function changePassword(at: Situation, browser: TestBrowser): Promise<unknown> {
  return browser.submit(here(at, 'change-password'), {
    username: at.email,
    current_password: PASSWORD,
    new_password: NEW_PASSWORD,
    repeat_password: NEW_PASSWORD,
  })
}

/** By the person, who keeps a copy of their cookies. */
function submit(at: Situation, page: string, fields: Record<string, string>, action = page): Promise<unknown> {
  return at.browser.copy().submit(here(at, page), fields, here(at, action))
}

function changeClaims(at: Situation, claims: Record<string, string>): Promise<unknown> {
  return at.manager.updateUser({ ...user(at), ifMatch: '*', body: { claims } })
}

type ScopeChanges = Parameters<Situation['manager']['updateScope']>[0]['body']
type ClientChanges = Parameters<Situation['manager']['updateClient']>[0]['body']

function changeScope(at: Situation, body: ScopeChanges): Promise<unknown> {
  return at.manager.updateScope({ path: { scope: at.scope }, ifMatch: '*', body })
}

function changeApp(at: Situation, body: ClientChanges): Promise<unknown> {
  return at.manager.updateClient({ ...client(at), ifMatch: '*', body })
}

function changeScopes(at: Situation, names: readonly string[]): Promise<unknown> {
  return changeApp(at, { scopes: names.map((name) => ({ name })) })
}

function suspend(at: Situation): Promise<unknown> {
  return at.site.manage(HUB_TENANT).suspendTenant({ path: { slug: at.tenant } })
}
