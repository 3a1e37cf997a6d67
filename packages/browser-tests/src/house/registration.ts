import { randomBytes } from 'node:crypto'
import type { OperationInput } from '@identity-hub/client/management'
import { managementOf, type Administrator } from './management.ts'

export interface RegisteredClient {
  readonly clientId: string
  readonly clientSecret: string
}

export interface Person {
  readonly email: string
  readonly name: string
  readonly password: string
}

export interface RegisteredPerson extends Person {
  /** Of the user, at the hub. */
  readonly id: string
}

type NewClient = OperationInput<'createClient'>['body']

/** A confidential client of the tenant. */
export async function registerClient(
  administrator: Administrator,
  client: Omit<NewClient, 'type' | 'scopes' | 'redirect_uris'> & {
    readonly redirectUri: string
    readonly scopes: readonly string[]
  },
): Promise<RegisteredClient> {
  const { redirectUri, scopes, ...settings } = client
  const named = scopes.map((name) => ({ name }))
  const { body } = await managementOf(administrator).createClient({
    body: { ...settings, type: 'confidential', redirect_uris: [redirectUri], scopes: named },
  })
  return { clientId: body.client_id, clientSecret: body.client_secret ?? '' }
}

/** A person of the tenant; with no e-mail address given, one whom no other test knows. */
export async function registerPerson(
  administrator: Administrator,
  email = `noor.${randomBytes(3).toString('hex')}@acme.example`,
): Promise<RegisteredPerson> {
  const person = { email, name: 'Noor de Vries', password: randomBytes(12).toString('base64url') }
  const { body } = await managementOf(administrator).createUser({ body: person })
  return { ...person, id: body.id }
}
