import { pageRoutes } from '../../src/interactions/page-routes.ts'
import type { PageName } from './endpoints.ts'
import type { Entry } from './entry.ts'
import { atConsent, atSignIn, linkFor, type Holder } from './holder.ts'
import { changed, type Person } from './person.ts'
import type { Kind, Values } from './values.ts'
import { hidden, type Cookie, type Visitor } from './visitor.ts'

type Part = Omit<Entry, 'looksAt'> & { readonly records?: readonly Kind[] }

const REPLACED = 'whoever signs in gets a new session; one that comes along is ended when it is theirs'
const KEPT = 'the password counts; a session that comes along stays when it is theirs'
const ENDED_ANYWAY = 'afterwards there is no such access, whether or not there was'

const parts: Readonly<Record<PageName, Part>> = {
  showSignIn: { ...ofInteraction('sign-in', 'GET'), prepare: (holder) => consenting(holder) },
  postSignIn: {
    ...ofInteraction('sign-in', 'POST', ({ password }) => ({ username: 'eve@example.org', password })),
    prepare: async (holder) => {
      const visitor = await holder.visit()
      return { ...(await atSignIn(visitor)), ...cookiesOf(visitor) }
    },
    alike: { session: REPLACED },
  },
  showConsent: { ...ofInteraction('consent', 'GET'), prepare: (holder) => consenting(holder) },
  postConsent: {
    ...ofInteraction('consent', 'POST', () => ({ decision: 'allow' })),
    prepare: (holder) => consenting(holder),
  },
  postLeave: { ...ofInteraction('sign-out', 'POST'), prepare: (holder) => consenting(holder) },
  showSignOut: ofTenant('sign-out', 'GET'),
  postSignOut: { ...ofTenant('sign-out', 'POST'), prepare: (holder) => shown(holder, 'sign-out') },
  showChangePassword: ofTenant('change-password', 'GET'),
  postChangePassword: {
    ...ofTenant('change-password', 'POST', ({ password }) => ({
      username: 'joan@example.org',
      current_password: password,
      new_password: changed(password),
      repeat_password: changed(password),
    })),
    prepare: async (holder) => {
      const joan = await holder.joanNow()
      return { ...(await shown(holder, 'change-password', joan)), password: joan.password }
    },
    alike: { session: KEPT },
  },
  showAccount: ofTenant('account', 'GET'),
  showAccountSignIn: ofTenant('account/sign-in', 'GET'),
  postAccountSignIn: {
    ...ofTenant('account/sign-in', 'POST', ({ password }) => ({ username: 'eve@example.org', password })),
    prepare: (holder) => shown(holder, 'account/sign-in'),
    alike: { session: REPLACED },
  },
  postEndAccess: {
    ...ofTenant('account/end-access', 'POST', ({ client_record: client }) => ({ client })),
    prepare: async (holder) => {
      await holder.obtainTokens(await holder.joanNow())
      return shown(holder, 'account', await holder.joanNow())
    },
    records: ['client_record'],
    alike: { client_record: ENDED_ANYWAY },
  },
  postEndSession: {
    ...ofTenant('account/end-session', 'POST', ({ session_id: session }) => ({ session })),
    prepare: (holder) => shown(holder, 'account'),
    records: ['session_id'],
  },
  postSignOutEverywhere: {
    ...ofTenant('account/sign-out-everywhere', 'POST'),
    prepare: async (holder) => shown(holder, 'account', await holder.joanNow()),
  },
  showPasswordLink: { ...ofLink('GET'), prepare: openLink },
  postPasswordLink: { ...ofLink('POST'), prepare: openLink },
  showError: {
    send: (tenant) => ({ method: 'GET', path: `/${tenant}/errors/invalid_grant` }),
  },
}

/** What a page looks at is said by the table of routes itself. */
export const pageEntries: Readonly<Record<PageName, readonly Entry[]>> = eachPage((name) => {
  const { records = [], ...part } = parts[name]
  const looksAt = pageRoutes[name].looksAt.flatMap((kind): readonly Kind[] => (kind === 'record-id' ? records : [kind]))
  return [{ ...part, looksAt }]
})

function eachPage(make: (name: PageName) => readonly Entry[]): Readonly<Record<PageName, readonly Entry[]>> {
  // Object.keys does not tell that it knows the names.
  const names = Object.keys(pageRoutes) as PageName[]
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<PageName, readonly Entry[]>
}

type Fields = (values: Values) => Readonly<Record<string, string>>

function ofInteraction(page: string, method: 'GET' | 'POST', fields?: Fields): Pick<Entry, 'send'> {
  return ofPage(method, (tenant, { interaction }) => `/${tenant}/interaction/${interaction}/${page}`, fields)
}

function ofTenant(page: string, method: 'GET' | 'POST', fields?: Fields): Pick<Entry, 'send'> {
  return ofPage(method, (tenant) => `/${tenant}/${page}`, fields)
}

function ofLink(method: 'GET' | 'POST'): Pick<Entry, 'send'> {
  const password = 'a battery of another kind'
  return ofPage(
    method,
    (tenant, values) => `/${tenant}/password/${values['password-link']}`,
    () => ({
      new_password: password,
      repeat_password: password,
    }),
  )
}

function ofPage(
  method: 'GET' | 'POST',
  path: (tenant: string, values: Values) => string,
  fields: Fields = () => ({}),
): Pick<Entry, 'send'> {
  return {
    send: (tenant, values) => ({
      method,
      path: path(tenant, values),
      cookies: { browser: values.browser, session: values.session, device: values.device },
      ...(method === 'POST' && { form: { csrf_token: values.csrf, ...fields(values) } }),
    }),
  }
}

/** The cookies and the form of somebody who has just signed in and opened a page. */
async function shown(holder: Holder, page: string, person?: Person): Promise<Partial<Values>> {
  const visitor = await holder.visit(person)
  const answer = await visitor.open(`/${holder.slug}/${page}`)
  const session = page === 'account' ? { session_id: hidden(answer, 'session') } : {}
  return { ...cookiesOf(visitor), ...session, csrf: hidden(answer, 'csrf_token') }
}

async function consenting(holder: Holder): Promise<Partial<Values>> {
  const visitor = await holder.visit()
  return { ...(await atConsent(visitor)), ...cookiesOf(visitor) }
}

async function openLink(holder: Holder): Promise<Partial<Values>> {
  const link = await linkFor(holder.administration, holder.storage, holder.lou)
  const visitor = await holder.visit()
  const answer = await visitor.open(`/${holder.slug}/password/${link}`)
  return { ...cookiesOf(visitor), 'password-link': link, csrf: hidden(answer, 'csrf_token') }
}

function cookiesOf({ cookies: { browser = '', session = '', device = '' } }: Visitor): Record<Cookie, string> {
  return { browser, session, device }
}
