/** How the client proves itself at the token endpoint. RFC 6749 §2.3 */
export type ClientAuthentication =
  | { readonly method: 'client_secret_basic'; readonly clientSecret: string }
  | { readonly method: 'client_secret_post'; readonly clientSecret: string }
  /** A public client. */
  | { readonly method: 'none' }

export interface ClientCredentialsOnTheWire {
  readonly headers: { readonly Authorization?: string }
  readonly members: { readonly client_id?: string; readonly client_secret?: string }
}

/** Exactly one method per request: with Basic nothing stands in the body. RFC 6749 §2.3 */
export function authenticateClient(clientId: string, authentication: ClientAuthentication): ClientCredentialsOnTheWire {
  if (authentication.method === 'none') return { headers: {}, members: { client_id: clientId } }
  const { method, clientSecret } = authentication
  if (method === 'client_secret_post') {
    return { headers: {}, members: { client_id: clientId, client_secret: clientSecret } }
  }
  // Form-urlencoded first, so that a colon in the id is no separator. RFC 6749 §2.3.1
  const credentials = `${formEncode(clientId)}:${formEncode(clientSecret)}`
  return { headers: { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }, members: {} }
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
