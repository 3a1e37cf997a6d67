import type { Handlers, OperationResponse } from '@identity-hub/koa-server'
import { browserOf, sessionOf, type Visit } from '../http/visit.ts'
import { pageResponse } from '../pages/page.ts'
import { single, type AuthorizationCheck, type Query } from '../rules/authorization-request.ts'
import type { Rules } from '../rules/rules.ts'
import type { AuthorizationRequest, Client, Interaction } from '../state/records.ts'
import { newValue } from '../state/tenant.ts'
import { errorAtClient } from './authorization-response.ts'
import { nextStep } from './next-step.ts'

type Response = OperationResponse<'authorize'>

/** What a request goes through once its client and redirect URI are known, in this order. */
const checks = (rules: Rules): readonly AuthorizationCheck[] => [
  rules.checkRepeated,
  rules.checkState,
  rules.checkResponseType,
  rules.checkGrantType,
  rules.checkRequestObject,
  rules.checkResponseMode,
  rules.checkChallengeIsThere,
  rules.checkChallenge,
  rules.checkChallengeMethod,
  rules.checkScope,
  rules.checkPrompt,
  rules.checkMaxAge,
  rules.checkLengths,
  rules.checkResource,
]

/** RFC 6749 §4.1.1 */
export const authorize: Handlers<Visit, { authorize: false }>['authorize'] = ({ query, context: visit }) => {
  const { rules, tenant } = visit
  const client = findClient(visit, query)
  if (client === null) return pageResponse(visit, 400, 'The app that sent you here is not known.')
  const redirectUri = findRedirectUri(visit, client, query)
  if (redirectUri === undefined) return pageResponse(visit, 400, 'The app wants to send you to an unknown address.')

  const state = single(query, 'state')
  const scopes = rules.scopesAskedFor(query, client)
  for (const check of checks(rules)) {
    const refusal = check(query, client, tenant, scopes)
    if (refusal !== null) return seeOther(errorAtClient(visit, { redirectUri, state }, refusal))
  }
  return answer(visit, client, requestOf(query, redirectUri, scopes))
}

function findClient({ rules, tenant }: Visit, query: Query): Client | null {
  const clientId = rules.pickClientId(query)
  if (clientId === undefined || !rules.clientIdIsWellFormed(clientId)) return null
  return tenant.clients.get(clientId) ?? null
}

/** undefined: it is told on a page. RFC 6749 §3.1.2.4 */
function findRedirectUri({ rules, tenant }: Visit, client: Client, query: Query): string | undefined {
  const sent = query['redirect_uri']
  if (sent === undefined) return rules.defaultRedirectUri(client)
  const requested = typeof sent === 'string' ? sent : rules.pickRedirectUri(sent)
  if (requested === undefined) return undefined
  const fits = client.redirectUris.some(
    (registered) =>
      rules.redirectUriFits(client, registered, requested, tenant) || rules.loopbackFits(client, registered, requested),
  )
  return fits ? requested : undefined
}

function requestOf(query: Query, redirectUri: string, scopes: readonly string[]): AuthorizationRequest {
  const maxAge = single(query, 'max_age')
  return {
    redirectUri,
    redirectUriWasSent: query['redirect_uri'] !== undefined,
    scopes,
    state: single(query, 'state'),
    challenge: single(query, 'code_challenge'),
    prompts: new Set((single(query, 'prompt') ?? '').split(' ')),
    maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
    loginHint: single(query, 'login_hint'),
  }
}

function answer(visit: Visit, client: Client, request: AuthorizationRequest): Response {
  const { rules, tenant } = visit
  const browser = browserOf(visit)
  const interaction: Interaction = { id: newValue(), browser, client, request, signedInAs: null, done: false }
  const step = nextStep(visit, interaction, sessionOf(visit))
  if (step.kind === 'away') return seeOther(step.location)
  if (request.prompts.has('none')) {
    const refusal =
      step.kind === 'sign-in'
        ? ({ error: 'login_required', description: 'Nobody is signed in.' } as const)
        : ({ error: 'consent_required', description: 'The person has not agreed to this yet.' } as const)
    return seeOther(errorAtClient(visit, request, refusal))
  }
  const open = [...tenant.interactions.values()].filter((other) => other.browser === browser && !other.done)
  if (open.length >= rules.interactionsPerBrowser) {
    const page = pageResponse(visit, 429, 'Too many sign-ins were begun in this browser.')
    return { ...page, headers: { ...page.headers, 'Retry-After': String(rules.retryAfterSeconds) } }
  }
  tenant.interactions.set(interaction.id, interaction)
  rules.onInteractionBegun(tenant, interaction)
  return seeOther(`/${tenant.slug}/interaction/${interaction.id}/${step.kind}`)
}

function seeOther(location: string): Response {
  return { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } }
}
