import { createUser } from '../../src/administration/users/create-user.ts'
import type { Administration } from '../../src/administration/administration.ts'
import { must } from './must.ts'
import type { Ask } from './ask.ts'
import { Visitor } from './visitor.ts'
import type { TenantStorage } from '@identity-hub/core'

/** Somebody who signs in at a tenant. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly password: string
  /** The device cookie of a browser that the account knows. */
  readonly device: string
}

const AGAIN = ' again'

/** The other one of two passwords between which somebody goes to and fro. */
export function changed(password: string): string {
  return password.endsWith(AGAIN) ? password.slice(0, -AGAIN.length) : `${password}${AGAIN}`
}

/** More than an account allows to browsers that it does not know. */
const GUESSES = 11

export async function makePerson(
  administration: Administration,
  storage: TenantStorage,
  ask: Ask,
  name: string,
): Promise<Person> {
  const { slug } = storage.tenant
  // The same address at each tenant, and another password.
  const [email, password] = [`${name}@example.org`, `the ${slug} battery of ${name}`]
  const { account } = must(await createUser(administration, storage, { email, name, password }))
  const { cookies } = await signIn(ask, slug, { email, password })
  return { id: account.id, email, password, device: cookies.device ?? '' }
}

/** From here on nobody signs in to the account but from a browser that it knows. */
export async function throttle(ask: Ask, tenant: string, { email }: Person): Promise<void> {
  const stranger = new Visitor(ask, tenant)
  for (let guess = 0; guess < GUESSES; guess += 1)
    await stranger.submit(`/${tenant}/account/sign-in`, { username: email, password: `guess ${guess} is wrong` })
}

type SigningIn = Pick<Person, 'email' | 'password'> & Partial<Pick<Person, 'device'>>

/** A new session, as the account page's own sign-in gives it. */
export async function signIn(ask: Ask, tenant: string, person: SigningIn): Promise<Visitor> {
  const visitor = await trySignIn(ask, tenant, person)
  if (visitor === null) throw new Error(`${person.email} is not signed in at ${tenant}`)
  return visitor
}

/** null: it was refused. */
export async function trySignIn(
  ask: Ask,
  tenant: string,
  { email, password, device }: SigningIn,
): Promise<Visitor | null> {
  const visitor = new Visitor(ask, tenant, device)
  await visitor.submit(`/${tenant}/account/sign-in`, { username: email, password })
  return visitor.cookies.session === undefined ? null : visitor
}
