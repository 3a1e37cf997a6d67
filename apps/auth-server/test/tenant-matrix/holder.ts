import { HUB_SCOPES, HUB_TENANT, isHubScope, type TenantStorage } from '@identity-hub/core'
import { throttleId } from '../../src/administration/access/throttles.ts'
import type { Administration } from '../../src/administration/administration.ts'
import { registerClient } from '../../src/administration/clients/register-client.ts'
import { createUser } from '../../src/administration/users/create-user.ts'
import { sendPasswordLink } from '../../src/administration/users/send-password-link.ts'
import { managementToken } from '../../src/testing/management-token.ts'
import { REDIRECT_URI, type TestHub } from '../../src/testing/start-test-hub.ts'
import type { Ask } from './ask.ts'
import { must } from './must.ts'
import { changed, makePerson, signIn, throttle, trySignIn, type Person } from './person.ts'
import { makeRecords, type Records } from './records.ts'
import type { Values } from './values.ts'
import { codeOf, hidden, VERIFIER, type Visitor } from './visitor.ts'

/** The app that every tenant has under one `client_id`, with a secret and users of each tenant's own. */
export const TWIN = 'timeline-app'
/** Another one, which asks for consent. */
const ASKING = 'asking-app'

/** A tenant with one of everything that its people, apps and administrators present. */
export interface Holder {
  readonly slug: string
  readonly administration: Administration
  readonly storage: TenantStorage
  readonly values: Values
  /** Signs in, allows apps things and leaves. */
  readonly eve: Person
  /** Changes her password, and ends what she has: with the one that is hers by now. */
  joanNow(): Promise<Person>
  /** Is sent password links. */
  readonly lou: string
  readonly ask: Ask
  /** A browser of its own that has just signed in. */
  visit(person?: Person): Promise<Visitor>
  /** For the twin, whose user that person is. */
  obtainCode(person: Person): Promise<string>
  obtainTokens(person: Person): Promise<Pick<Values, 'access-token' | 'refresh-token'>>
  makeRecords(): Promise<Records>
}

export async function furnish(hub: TestHub, ask: Ask, slug: string): Promise<Holder> {
  const { administration } = hub
  const opened = await administration.hub.openTenant(slug)
  if (opened.outcome !== 'open') throw new Error(`the tenant ${slug} is not open`)
  const { storage } = opened
  const [eve, joan] = [
    await makePerson(administration, storage, ask, 'eve'),
    await makePerson(administration, storage, ask, 'joan'),
  ]
  const visit = (person = eve) => signIn(ask, slug, person)
  const joanNow = async () => {
    const again = { ...joan, password: changed(joan.password) }
    return (await trySignIn(ask, slug, joan)) === null ? again : joan
  }
  const make = () => makeRecords(administration, storage, ask)
  const records = await make()
  // Filters are seen to filter only when there is more.
  await make()
  const twin = must(
    await registerClient(administration, storage, {
      name: 'Timeline',
      type: 'confidential',
      clientId: TWIN,
      firstParty: true,
      redirectUris: [REDIRECT_URI],
      scopes: ['profile'],
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
    }),
  )
  const asking = { name: 'Asking', type: 'public', clientId: ASKING, redirectUris: [REDIRECT_URI], scopes: ['profile'] }
  must(await registerClient(administration, storage, asking))
  const lou = must(await createUser(administration, storage, { email: 'lou@example.org', name: 'Lou' })).account.id
  const visitor = await visit()
  const obtainCode = async (person: Person) => codeOf(await (await visit(person)).authorize(TWIN, 'profile'))
  const obtainTokens = async (person: Person) => {
    const form = {
      grant_type: 'authorization_code',
      client_id: TWIN,
      client_secret: twin.issuedSecret ?? '',
      code: await obtainCode(person),
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    }
    const { body } = await ask(slug, { method: 'POST', path: `/${slug}/oauth2/v1/token`, form })
    // What the contract says a token response is.
    const issued = JSON.parse(body) as { readonly access_token: string; readonly refresh_token: string }
    return { 'access-token': issued.access_token, 'refresh-token': issued.refresh_token }
  }
  const tokens = await obtainTokens(eve)
  await throttle(ask, slug, eve)
  await throttle(ask, slug, joan)
  const throttles = await storage.listThrottles({ after: null, limit: 10, kind: 'account', now: administration.now() })
  const [throttled] = throttles.rows
  if (throttled === undefined) throw new Error('nobody was throttled')
  const scopes = Object.keys(HUB_SCOPES).filter(isHubScope)
  const account = await visitor.open(`/${slug}/account`)
  const values: Values = {
    ...records,
    throttle_id: throttleId(throttled),
    client_record: hidden(account, 'client'),
    ...tokens,
    'management-token': await managementToken(
      hub,
      scopes.filter((scope) => slug === HUB_TENANT || !scope.startsWith('hub.tenants.')),
      slug,
    ),
    'client-id': TWIN,
    'client-secret': twin.issuedSecret ?? '',
    browser: visitor.cookies.browser ?? '',
    session: visitor.cookies.session ?? '',
    device: visitor.cookies.device ?? '',
    password: eve.password,
    // Good for one use or one list, so each request gets its own: see `prepare`. These are what the rest is tried with.
    code: await obtainCode(eve),
    ...(await atSignIn(await visit())),
    'password-link': await linkFor(administration, storage, lou),
    cursor: '',
  }
  return {
    slug,
    administration,
    storage,
    values,
    eve,
    joanNow,
    lou,
    ask,
    visit,
    obtainCode,
    obtainTokens,
    makeRecords: make,
  }
}

/** A new link; it ends those before it. */
export async function linkFor(administration: Administration, storage: TenantStorage, id: string): Promise<string> {
  const { url } = must(await sendPasswordLink(administration, storage, id, 'password-reset'))
  return url.split('/').at(-1) ?? ''
}

const INTERACTION = /\/interaction\/([0-9a-z]{26})\//

/** An interaction that waits for a password, in a browser where somebody is signed in. */
export async function atSignIn(visitor: Visitor): Promise<Pick<Values, 'interaction' | 'csrf'>> {
  return begin(visitor, await visitor.authorize(TWIN, 'profile', { prompt: 'login' }))
}

/** An interaction that waits for a decision. */
export async function atConsent(visitor: Visitor): Promise<Pick<Values, 'interaction' | 'csrf'>> {
  return begin(visitor, await visitor.authorize(ASKING, 'profile', { prompt: 'consent' }))
}

async function begin(visitor: Visitor, path: string): Promise<Pick<Values, 'interaction' | 'csrf'>> {
  const [, interaction = ''] = INTERACTION.exec(path) ?? []
  return { interaction, csrf: hidden(await visitor.open(path), 'csrf_token') }
}
