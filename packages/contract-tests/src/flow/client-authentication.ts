import type { ContractClient } from '../target.ts'

export type AuthenticationMethod = 'basic' | 'post' | 'none'

/** The `Authorization` header of client_secret_basic: id and secret are form-urlencoded first. RFC 6749 §2.3.1 */
export function basicCredentials(clientId: string, clientSecret: string): string {
  const pair = [clientId, clientSecret].map((part) => new URLSearchParams([['', part]]).toString().slice(1)).join(':')
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

/** What a method adds to a token request. */
export function authentication(
  client: Pick<ContractClient, 'clientId' | 'clientSecret'>,
  method: AuthenticationMethod = client.clientSecret === undefined ? 'none' : 'basic',
): { readonly headers: Readonly<Record<string, string>>; readonly fields: Readonly<Record<string, string>> } {
  const { clientId, clientSecret = '' } = client
  switch (method) {
    case 'basic':
      return { headers: { Authorization: basicCredentials(clientId, clientSecret) }, fields: {} }
    case 'post':
      return { headers: {}, fields: { client_id: clientId, client_secret: clientSecret } }
    case 'none':
      return { headers: {}, fields: { client_id: clientId } }
  }
}
