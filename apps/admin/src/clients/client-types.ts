import type { Client } from '@identity-hub/api-types/management'

interface ClientType {
  readonly label: string
  readonly hint: string
}

/** What an app is, in the order that it is asked. RFC 6749 §2.1, RFC 8252 */
export const TYPES: Readonly<Record<Client['type'], ClientType>> = {
  confidential: {
    label: 'A server',
    hint: 'Its back end keeps a secret, and tokens never reach the browser. Take this whenever there is a server.',
  },
  public: {
    label: 'In the browser',
    hint: 'A page without a server of its own. It has no secret.',
  },
  native: {
    label: 'Installed',
    hint: 'On a phone or a desktop. It has no secret.',
  },
}

/** What an app does with the token endpoint. */
export const GRANT_TYPES = [
  {
    value: 'authorization_code',
    label: 'Signs people in',
    hint: 'By the authorization code grant, at its redirect URIs.',
  },
  {
    value: 'refresh_token',
    label: 'Goes on while they are away',
    hint: 'With refresh tokens, as long as their rights last.',
  },
  {
    value: 'client_credentials',
    label: 'Acts for itself',
    hint: 'With its own secret and without a person. Servers only.',
  },
] as const satisfies readonly {
  readonly value: Client['grant_types'][number]
  readonly label: string
  readonly hint: string
}[]
