import { randomBytes } from 'node:crypto'
import { administer, type Hub } from './hub.ts'

export interface RegisteredClient {
  readonly clientId: string
  readonly clientSecret: string
}

export interface Person {
  readonly email: string
  readonly name: string
  readonly password: string
}

/** A confidential client of the tenant. `options` are further ones of the command line, such as `--first-party`. */
export async function registerClient(
  hub: Hub,
  tenant: string,
  {
    name,
    redirectUri,
    scopes,
    options = [],
  }: {
    readonly name: string
    readonly redirectUri: string
    readonly scopes: readonly string[]
    readonly options?: readonly string[]
  },
): Promise<RegisteredClient> {
  const description = ['--name', name, '--type', 'confidential', '--redirect-uri', redirectUri]
  const asked = scopes.flatMap((scope) => ['--scope', scope])
  const created = await administer(hub, ['client', 'create', '--tenant', tenant, ...description, ...asked, ...options])
  return { clientId: member(created, 'client_id'), clientSecret: member(created, 'client_secret') }
}

/** A person of the tenant; with no e-mail address given, one whom no other test knows. */
export async function registerPerson(
  hub: Hub,
  tenant: string,
  email = `noor.${randomBytes(3).toString('hex')}@acme.example`,
): Promise<Person> {
  const person = { email, name: 'Noor de Vries', password: randomBytes(12).toString('base64url') }
  await administer(
    hub,
    ['user', 'create', '--tenant', tenant, '--email', email, '--name', person.name, '--password-stdin'],
    `${person.password}\n`,
  )
  return person
}

function member(answer: unknown, name: string): string {
  const value =
    typeof answer === 'object' && answer !== null
      ? Object.entries(answer).find(([key]) => key === name)?.[1]
      : undefined
  if (typeof value !== 'string') throw new Error(`the command line's answer has no ${name}`)
  return value
}
