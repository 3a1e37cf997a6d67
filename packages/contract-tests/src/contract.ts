import { crashing } from './crash.ts'
import { load } from './load.ts'
import { promptsAndAges } from './openid-connect.ts'
import { consentPage } from './pages/consent.ts'
import { guessing } from './pages/guessing.ts'
import { interactions } from './pages/interaction.ts'
import { sessions } from './pages/session.ts'
import { signInPage } from './pages/sign-in.ts'
import { fuzz } from './fuzz/fuzz.ts'
import { restarting } from './restart.ts'
import { authorizationCode } from './rfc6749/authorization-code.ts'
import { authorizationEndpoint } from './rfc6749/authorization-endpoint.ts'
import { authorizationSafety } from './rfc6749/authorization-safety.ts'
import { authorizationScope } from './rfc6749/authorization-scope.ts'
import { clientAuthentication } from './rfc6749/client-authentication.ts'
import { clientSecrets } from './rfc6749/client-secrets.ts'
import { clientCredentialsGrant } from './rfc6749/client-credentials.ts'
import { redirectUriRegistration } from './rfc6749/redirect-uri-registration.ts'
import { redirectUris } from './rfc6749/redirect-uri.ts'
import { refreshing } from './rfc6749/refresh.ts'
import { crossOrigin } from './rfc6749/token-endpoint-origins.ts'
import { tokenEndpoint } from './rfc6749/token-endpoint.ts'
import { bearerTokens } from './rfc6750.ts'
import { revocation } from './rfc7009.ts'
import { proofKey } from './rfc7636.ts'
import { introspection } from './rfc7662.ts'
import { nativeApps } from './rfc8252.ts'
import { serverMetadata } from './rfc8414.ts'
import { messageFraming } from './rfc9112.ts'
import { issuerIdentification } from './rfc9207.ts'
import { tenants } from './tenants.ts'
import { verification } from './verify.ts'
import { waiting } from './waiting.ts'
import { authorizationResponsesOfRun } from './whole-run/authorization-responses.ts'
import { documentOfRun } from './whole-run/document.ts'
import { headersOfRun } from './whole-run/headers.ts'
import type { Kit } from './kit.ts'
import { collectCases, type Case } from './run/cases.ts'

/** In the order in which they run: those that wait run side by side, those that exhaust limits come late, and what is said of the whole run comes last. */
const groups: readonly ((kit: Kit) => void)[] = [
  serverMetadata,
  authorizationEndpoint,
  redirectUris,
  redirectUriRegistration,
  authorizationScope,
  authorizationSafety,
  proofKey,
  issuerIdentification,
  nativeApps,
  promptsAndAges,
  authorizationCode,
  tokenEndpoint,
  crossOrigin,
  messageFraming,
  clientAuthentication,
  clientSecrets,
  clientCredentialsGrant,
  refreshing,
  bearerTokens,
  revocation,
  introspection,
  verification,
  waiting,
  signInPage,
  interactions,
  consentPage,
  sessions,
  tenants,
  fuzz,
  restarting,
  crashing,
  load,
  guessing,
  documentOfRun,
  headersOfRun,
  authorizationResponsesOfRun,
]

/** Every test of the contract for one server. */
export function contractCases(kit: Kit): readonly Case[] {
  return collectCases(() => {
    for (const group of groups) group(kit)
  })
}
