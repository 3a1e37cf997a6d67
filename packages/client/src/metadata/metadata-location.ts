/**
 * Where an issuer's metadata is: the well-known path stands between its host and its own path.
 * RFC 8414 §3.1
 */
export function metadataLocation(issuer: string): string {
  const { origin, pathname } = new URL(issuer)
  return `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`
}
