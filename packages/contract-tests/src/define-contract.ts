import { describe } from 'vitest'
import type { Coverage } from './document/coverage.ts'
import { createKit } from './kit.ts'
import { crashing } from './crash.ts'
import { load } from './load.ts'
import { promptsAndAges } from './openid-connect.ts'
import { consentPage } from './pages/consent.ts'
import { guessing } from './pages/guessing.ts'
import { interactions } from './pages/interaction.ts'
import { sessions } from './pages/session.ts'
import { signInPage } from './pages/sign-in.ts'
import { randomRequests } from './random-requests.ts'
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
import { proofKey } from './rfc7636.ts'
import { nativeApps } from './rfc8252.ts'
import { serverMetadata } from './rfc8414.ts'
import { messageFraming } from './rfc9112.ts'
import { issuerIdentification } from './rfc9207.ts'
import type { ContractTarget } from './target.ts'
import { tenants } from './tenants.ts'
import { waiting } from './waiting.ts'
import { authorizationResponsesOfRun } from './whole-run/authorization-responses.ts'
import { documentOfRun } from './whole-run/document.ts'
import { headersOfRun } from './whole-run/headers.ts'

/** What a run has seen; complete when its tests are over. */
export interface ContractRun {
  /** Which documented answers came. */
  coverage(): Coverage
  /** Every code, token, secret, password, verifier and cookie that passed: what no log and no database may hold. */
  secrets(): ReadonlySet<string>
}

/**
 * Defines the contract's tests for a server, in vitest. They run one after the other (the ones that wait, side by side)
 * and share the target's clients; those that exhaust limits come last.
 */
export function defineContract(target: ContractTarget): ContractRun {
  const kit = createKit(target)
  const { clients, user, otherTenant, admin } = target
  const given = [...Object.values(clients), otherTenant.sameClient, otherTenant.namesake].map(
    ({ clientSecret }) => clientSecret,
  )
  for (const secret of [...given, user.password]) if (secret !== undefined) kit.transcript.keepSecret(secret)

  const groups = [
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
    waiting,
    signInPage,
    interactions,
    consentPage,
    sessions,
    tenants,
    randomRequests,
  ]
  describe(`The contract of ${target.issuer}`, { timeout: 60_000 }, () => {
    for (const group of groups) group(kit)
    if (admin.restart !== undefined) restarting(kit, admin.restart.bind(admin))
    if (admin.crash !== undefined) crashing(kit, admin.crash.bind(admin))
    load(kit)
    guessing(kit)
    for (const group of [documentOfRun, headersOfRun, authorizationResponsesOfRun]) group(kit)
  })
  return { coverage: () => kit.transcript.coverage(), secrets: () => kit.transcript.secrets() }
}
