import { MetadataError } from '../errors/metadata-error.ts'
import { isObject } from '../http/is-object.ts'
import { secureUrl } from '../http/secure-url.ts'
import type { AuthorizationServerMetadata } from './authorization-server-metadata.ts'

/** Refuses metadata that is about somebody else, or that would send a person or a code somewhere unsafe. */
export function checkMetadata(document: unknown, issuer: string): AuthorizationServerMetadata {
  const members = isObject(document) ? document : {}
  // Compared as it was given, character by character. RFC 8414 §3.3
  if (members['issuer'] !== issuer) {
    throw new MetadataError('issuer-mismatch', `The metadata of ${issuer} names another issuer.`)
  }
  if (members['authorization_response_iss_parameter_supported'] !== true) {
    throw new MetadataError('unsupported', `${issuer} does not promise to send iss (RFC 9207).`)
  }
  const methods = members['code_challenge_methods_supported']
  if (!isTexts(methods) || !methods.includes('S256')) {
    throw new MetadataError('unsupported', `${issuer} does not offer the code challenge method S256 (RFC 7636).`)
  }
  return {
    ...members,
    issuer,
    authorization_endpoint: checkEndpoint(members, 'authorization_endpoint', issuer),
    token_endpoint: checkEndpoint(members, 'token_endpoint', issuer),
    ...(members['revocation_endpoint'] !== undefined && {
      revocation_endpoint: checkEndpoint(members, 'revocation_endpoint', issuer),
    }),
    code_challenge_methods_supported: methods,
    authorization_response_iss_parameter_supported: true,
  }
}

function checkEndpoint(members: Readonly<Record<string, unknown>>, name: string, issuer: string): string {
  const address = members[name]
  const url = typeof address === 'string' ? secureUrl(address) : undefined
  const isWeaker = url?.protocol === 'http:' && issuer.startsWith('https:')
  // RFC 6749 §3.1 and §3.2 allow no fragment.
  if (typeof address === 'string' && url && !isWeaker && url.hash === '') return address
  throw new MetadataError('unusable-endpoint', `The ${name} of ${issuer} is missing or cannot be trusted.`)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
