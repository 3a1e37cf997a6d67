/** A registered client and a browser in which somebody is signed in: all that a flow needs. */
export interface Party {
  readonly authorizePath: string
  readonly tokenPath: string
  /** null: the contestant publishes none. */
  readonly metadataPath: string | null
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  readonly scope: string
  /** The browser's Cookie header. */
  readonly cookie: string
  /** Where an access token is looked at: by the API that it opens, or by introspection (RFC 7662). */
  readonly api: { readonly kind: 'bearer' | 'introspection'; readonly path: string }
}
