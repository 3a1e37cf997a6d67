import type { ContractConfiguration, ContractEndpoints } from '../config/configuration.ts'
import { isObject, type JsonObject } from '../document/json-pointer.ts'
import type { ContractDocument } from '../document/read-document.ts'
import { jsonOf } from '../http/exchange.ts'
import type { Send } from '../http/send.ts'
import { documentedPlaces, locatedPlaces, type Located, type Places } from './places.ts'
import { expectPresence, ServerAway } from './presence.ts'

const members: Readonly<Record<string, keyof ContractEndpoints>> = {
  authorize: 'authorization_endpoint',
  issueToken: 'token_endpoint',
  revokeToken: 'revocation_endpoint',
  introspectToken: 'introspection_endpoint',
}

const patienceMilliseconds = 5000

/**
 * Finds out where a server answers: at the document's paths, at configured endpoints, or as its metadata says.
 * @throws ServerAway when it does not answer, or has no metadata where it would need some
 */
export async function discoverPlaces(
  configuration: ContractConfiguration,
  document: ContractDocument,
  send: Send,
): Promise<Places> {
  const { issuer, endpoints, otherTenant, protectedResource } = configuration
  await expectPresence(send, configuration)
  if (endpoints === 'document') return documentedPlaces(document, issuer)

  const located = new Map<string, Located>()
  const own = await readMetadata(send, issuer)
  if (endpoints === undefined && own === null)
    throw new ServerAway(
      `${issuer} has no metadata: neither ${wellKnown(issuer, 'oauth-authorization-server')} (RFC 8414) nor ` +
        `${behind(issuer)} (OpenID Connect Discovery) names its endpoints. Write them into the configuration: ` +
        `endpoints: { authorization_endpoint: '…', token_endpoint: '…' }`,
    )
  located.set(issuer, locate(endpoints ?? own?.metadata ?? {}, own?.url, protectedResource))
  if (otherTenant !== undefined) {
    const theirs = await readMetadata(send, otherTenant.issuer)
    if (theirs !== null) located.set(otherTenant.issuer, locate(theirs.metadata, theirs.url))
  }
  return locatedPlaces(document, issuer, located, missing)
}

function missing(operationId: string): string {
  const member = members[operationId]
  if (member !== undefined) return `the server names no \`${member}\``
  switch (operationId) {
    case 'getIdentity':
      return 'no `userinfo_endpoint` in the metadata, and no `protectedResource` in the configuration'
    case 'getAuthorizationServerMetadata':
      return 'the server has no metadata'
    default:
      return `the server has nothing like the operation ${operationId} of the document`
  }
}

function locate(metadata: JsonObject | ContractEndpoints, url?: string, protectedResource?: string): Located {
  const named: JsonObject = { ...metadata }
  const resource = protectedResource ?? named['userinfo_endpoint']
  const found: [string, unknown][] = [
    ...Object.entries(members).map(([operationId, member]): [string, unknown] => [operationId, named[member]]),
    ['getIdentity', resource],
    ['getAuthorizationServerMetadata', url],
  ]
  return Object.fromEntries(found.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

async function readMetadata(
  send: Send,
  issuer: string,
): Promise<{ readonly url: string; readonly metadata: JsonObject } | null> {
  const places = [
    wellKnown(issuer, 'oauth-authorization-server'),
    behind(issuer),
    wellKnown(issuer, 'openid-configuration'),
  ]
  for (const url of new Set(places)) {
    const exchange = await send({ url, timeoutMilliseconds: patienceMilliseconds }).catch(() => null)
    const metadata = exchange?.status === 200 ? jsonOf(exchange) : undefined
    if (isObject(metadata) && typeof metadata['token_endpoint'] === 'string') return { url, metadata }
  }
  return null
}

// The well-known part stands before the path. RFC 8414 §3.1
function wellKnown(issuer: string, name: string): string {
  const { origin, pathname } = new URL(issuer)
  return `${origin}/.well-known/${name}${pathname === '/' ? '' : pathname}`
}

// OpenID Connect Discovery §4 puts it behind the path.
function behind(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}
