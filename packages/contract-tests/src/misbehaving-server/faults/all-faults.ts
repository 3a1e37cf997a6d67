import { authorizationFaults } from './authorization.ts'
import { bearerFaults } from './bearer.ts'
import { clientAuthenticationFaults } from './client-authentication.ts'
import { codeFaults } from './codes.ts'
import { crossOriginFaults } from './cross-origin.ts'
import type { Fault } from './fault.ts'
import { headerFaults } from './headers.ts'
import { interactionFaults } from './interactions.ts'
import { issuerFaults } from './issuer.ts'
import { metadataFaults } from './metadata.ts'
import { openIdConnectFaults } from './openid-connect.ts'
import { pkceFaults } from './pkce.ts'
import { redirectUriFaults } from './redirect-uris.ts'
import { refreshFaults } from './refresh.ts'
import { scopeFaults } from './scope.ts'
import { serverFaults } from './server.ts'
import { sessionFaults } from './sessions.ts'
import { signInFaults } from './sign-in.ts'
import { tenantFaults } from './tenants.ts'
import { tokenEndpointFaults } from './token-endpoint.ts'
import { introspectionFaults, revocationFaults, verificationFaults } from './token-life.ts'

/** By area, as the README lists them. */
export const faultsByArea: Readonly<Record<string, readonly Fault[]>> = {
  Metadata: metadataFaults,
  'Authorization requests': authorizationFaults,
  'Parameters of OpenID Connect': openIdConnectFaults,
  'Redirect URIs': redirectUriFaults,
  Scope: scopeFaults,
  PKCE: pkceFaults,
  'Issuer identification': issuerFaults,
  'Authorization codes': codeFaults,
  'The token endpoint': tokenEndpointFaults,
  'Cross-origin requests': crossOriginFaults,
  'Client authentication': clientAuthenticationFaults,
  'Refresh tokens': refreshFaults,
  'Access tokens': bearerFaults,
  Revocation: revocationFaults,
  Introspection: introspectionFaults,
  'The hosted verification': verificationFaults,
  'Signing in': signInFaults,
  'Interactions and consent': interactionFaults,
  Sessions: sessionFaults,
  Tenants: tenantFaults,
  Headers: headerFaults,
  'The server': serverFaults,
}

export const allFaults: readonly Fault[] = Object.values(faultsByArea).flat()

/** Those that the contract is tried with. */
export const triedFaults: readonly Fault[] = allFaults.filter(({ breaks }) => breaks.length > 0)

/** @throws Error that names the fault when there is none of that name */
export function faultNamed(name: string): Fault {
  const fault = allFaults.find((one) => one.name === name)
  if (fault === undefined) throw new Error(`There is no fault "${name}"`)
  return fault
}
