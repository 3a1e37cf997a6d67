import type { AuthorizationCheck } from '../rules/authorization-request.ts'
import { single } from '../rules/authorization-request.ts'
import { changeAway, headerOf, isAuthorize, isPageOf, redirectWithError, setStatus } from './answers.ts'
import type { Fault } from './fault.ts'

const isKnown =
  /^(response_type|response_mode|client_id|redirect_uri|scope|state|code_challenge(_method)?|nonce|prompt|max_age|login_hint|ui_locales|resource|request|request_uri)$/
const accept: AuthorizationCheck = () => null

export const authorizationFaults: readonly Fault[] = [
  {
    name: 'sign-in-page-is-401',
    title: 'The sign-in page comes with the status 401.',
    breaks: ['AUTHZ-01'],
    after: (ctx) => {
      if (ctx.method === 'GET' && isPageOf(ctx, 'sign-in') && ctx.status === 200) setStatus(ctx, 401)
    },
  },
  {
    name: 'no-slash-after-auth',
    title: 'A slash after the path of the authorization endpoint leads nowhere.',
    breaks: ['AUTHZ-01'],
    before: (ctx) => {
      if (isAuthorize(ctx) && ctx.path.endsWith('/')) ctx.path = '/nothing/oauth2/v1/auth'
    },
  },
  {
    name: 'put-authorizes',
    title: 'PUT starts an authorization, too.',
    breaks: ['AUTHZ-02'],
    before: (ctx) => {
      if (isAuthorize(ctx) && ctx.method === 'PUT') ctx.method = 'GET'
    },
  },
  {
    name: 'unknown-parameters-refused',
    title: 'An authorization request with an unknown parameter is refused.',
    breaks: ['AUTHZ-03'],
    rules: ({ checkRepeated }) => ({
      checkRepeated: (query, ...rest) =>
        Object.keys(query).some((name) => !isKnown.test(name))
          ? { error: 'invalid_request', description: 'A parameter is unknown.' }
          : checkRepeated(query, ...rest),
    }),
  },
  {
    name: 'last-client-id-wins',
    title: 'Of two client_ids the last one counts.',
    breaks: ['AUTHZ-04'],
    rules: () => ({
      pickClientId: ({ client_id: sent }) => (Array.isArray(sent) ? sent.at(-1) : sent),
    }),
  },
  {
    name: 'repeated-parameters-count-as-absent',
    title: 'A parameter that was sent twice counts as absent.',
    breaks: ['AUTHZ-04'],
    rules: () => ({ checkRepeated: accept }),
  },
  {
    name: 'empty-parameters-count',
    title: 'A parameter without a value is an empty value.',
    breaks: ['AUTHZ-05', 'TOKEN-05'],
    rules: () => ({ emptyParametersAreAbsent: false }),
  },
  {
    name: 'response-type-defaults-to-code',
    title: 'A missing response_type means code.',
    breaks: ['AUTHZ-06'],
    rules: ({ checkResponseType }) => ({
      checkResponseType: (query, ...rest) =>
        query['response_type'] === undefined ? null : checkResponseType(query, ...rest),
    }),
  },
  {
    name: 'hybrid-response-types',
    title: 'The response types that bring a token beside the code are taken for code.',
    breaks: ['AUTHZ-07'],
    rules: ({ checkResponseType }) => ({
      checkResponseType: (query, ...rest) =>
        /^code (id_)?token$/.test(single(query, 'response_type') ?? '') ? null : checkResponseType(query, ...rest),
    }),
  },
  {
    name: 'state-cut',
    title: 'state comes back with its first 255 characters.',
    breaks: ['AUTHZ-08', 'AUTHZ-09'],
    rules: ({ errorParameters, successParameters }) => ({
      errorParameters: (error, text, state, issuer) => errorParameters(error, text, state?.slice(0, 255), issuer),
      successParameters: (code, state, issuer) => successParameters(code, state?.slice(0, 255), issuer),
    }),
  },
  {
    name: 'empty-state-invented',
    title: 'A response carries a state though none was sent.',
    breaks: ['AUTHZ-08'],
    rules: ({ errorParameters, successParameters }) => ({
      errorParameters: (error, text, state, issuer) => errorParameters(error, text, state ?? '', issuer),
      successParameters: (code, state, issuer) => successParameters(code, state ?? '', issuer),
    }),
  },
  {
    name: 'state-loses-accents',
    title: 'What is not ASCII in state comes back as a question mark.',
    breaks: ['AUTHZ-08'],
    rules: ({ errorParameters }) => ({
      errorParameters: (error, text, state, issuer) =>
        errorParameters(error, text, state?.replaceAll(/[\u0080-\uffff]/g, '?'), issuer),
    }),
  },
  {
    name: 'state-changed',
    title: 'A success comes back with another state than was sent.',
    breaks: ['AUTHZ-08'],
    rules: ({ successParameters }) => ({
      successParameters: (code, state, issuer) => successParameters(code, state && `${state}x`, issuer),
    }),
  },
  {
    name: 'denial-without-state',
    title: 'A denial comes back without the state.',
    breaks: ['AUTHZ-11', 'AUTHZ-08'],
    rules: ({ errorParameters }) => ({
      errorParameters: (error, text, state, issuer) =>
        errorParameters(error, text, error === 'access_denied' ? undefined : state, issuer),
    }),
  },
  {
    name: 'authorize-open-to-scripts',
    title: 'Scripts of every origin may read the authorization endpoint.',
    breaks: ['AUTHZ-13'],
    after: (ctx) => {
      if (isAuthorize(ctx)) ctx.set('Access-Control-Allow-Origin', '*')
    },
  },
  {
    name: 'any-response-mode',
    title: 'An unknown response_mode is ignored.',
    breaks: ['AUTHZ-19'],
    rules: () => ({ checkResponseMode: accept }),
  },
  {
    name: 'resource-ignored',
    title: 'resource is ignored, so that a token is good for more than was meant.',
    breaks: ['AUTHZ-09'],
    rules: () => ({ checkResource: accept }),
  },
  {
    name: 'unregistered-error',
    title: "A response_type with controls in it gives an error of the server's own.",
    breaks: ['AUTHZ-09'],
    after(ctx) {
      const { response_type: type } = ctx.query
      // oxlint-disable-next-line no-control-regex -- controls are what it is about
      if (!isAuthorize(ctx) || typeof type !== 'string' || !/[\u0000-\u001f]/.test(type)) return
      changeAway(ctx, (location) => location.replace('unsupported_response_type', 'invalid_response_type'))
    },
  },
  {
    name: 'quotes-in-error-description',
    title: 'An error_description holds characters that are not allowed there.',
    breaks: ['AUTHZ-10'],
    rules: ({ errorParameters }) => ({
      errorParameters: (error, text, state, issuer) =>
        errorParameters(error, error === 'invalid_target' ? `"resource": ${text}` : text, state, issuer),
    }),
  },
  {
    name: 'decision-form-rules',
    title: 'The posted decision says itself for which state it is.',
    breaks: ['AUTHZ-21'],
    rules: () => ({
      decidedRequest: (request, fields) => ({ ...request, state: fields.get('state') ?? request.state }),
    }),
  },
  {
    name: 'consent-without-session',
    title: 'Whoever has the form of the decision decides, with or without a session.',
    breaks: ['AUTHZ-20', 'LOGIN-15', 'CONS-03'],
    rules: ({ interactionIsOfBrowser, formToken, whoDecides }) => ({
      interactionIsOfBrowser: (interaction, browser) =>
        interaction.signedInAs !== null || interactionIsOfBrowser(interaction, browser),
      formToken: (key, browser, purpose) => formToken(key, purpose.startsWith('consent') ? '' : browser, purpose),
      whoDecides: (interaction, session) => interaction.signedInAs ?? whoDecides(interaction, session),
    }),
  },
  {
    name: 'controls-in-state',
    title: 'state may hold controls.',
    breaks: ['AUTHZ-22'],
    rules: () => ({ checkState: accept }),
  },
  {
    name: 'long-client-id-is-404',
    title: 'A client_id that is too long is answered as if the page did not exist.',
    breaks: ['AUTHZ-22'],
    after: (ctx) => {
      if (isAuthorize(ctx) && ctx.status === 400 && String(ctx.query['client_id']).length > 128) setStatus(ctx, 404)
    },
  },
  {
    name: 'no-limit-of-the-url',
    title: 'An address may be as long as the headers allow.',
    breaks: ['AUTHZ-23'],
    rules: () => ({ maxUrlBytes: 1_000_000 }),
  },
  {
    name: 'request-object-ignored',
    title: 'request and request_uri are ignored.',
    breaks: ['AUTHZ-24'],
    rules: () => ({ checkRequestObject: accept }),
  },
  {
    name: 'nonce-in-the-response',
    title: 'The nonce comes back through the browser.',
    breaks: ['AUTHZ-03'],
    ...tellNonce(),
  },
  {
    name: 'missing-client-redirects',
    title: 'Without a client_id the browser is sent to the redirect_uri of the request.',
    breaks: ['REDIR-02'],
    after: (ctx) => {
      const { client_id: clientId, redirect_uri: to } = ctx.query
      if (isAuthorize(ctx) && ctx.status === 400 && clientId === undefined && typeof to === 'string')
        redirectWithError(ctx, 'invalid_request')
    },
  },
  {
    name: 'prompt-none-redirects-anywhere',
    title: 'With prompt=none an error goes to the redirect_uri of the request, whatever it is.',
    breaks: ['REDIR-02'],
    after: (ctx) => {
      const { prompt, redirect_uri: to } = ctx.query
      if (isAuthorize(ctx) && ctx.status === 400 && prompt === 'none' && typeof to === 'string')
        redirectWithError(ctx, 'invalid_request')
    },
  },
  {
    name: 'pages-from-forwarded-host',
    title: 'The way to the sign-in page believes X-Forwarded-Host.',
    breaks: ['META-04'],
    after: (ctx) => {
      const host = ctx.get('X-Forwarded-Host')
      const location = headerOf(ctx, 'Location')
      if (isAuthorize(ctx) && host !== '' && location.startsWith('/')) ctx.set('Location', `http://${host}${location}`)
    },
  },
  {
    name: 'response-type-trimmed',
    title: 'Blanks around a response_type are ignored.',
    breaks: ['AUTHZ-06'],
    rules: ({ checkResponseType }) => ({
      checkResponseType: (query, ...rest) =>
        single(query, 'response_type')?.trim() === 'code' ? null : checkResponseType(query, ...rest),
    }),
  },
]

/** That of the last request, which is enough for one browser. */
function tellNonce(): Pick<Fault, 'before' | 'after'> {
  let nonce = ''
  return {
    before: (ctx) => {
      if (isAuthorize(ctx)) nonce = String(ctx.query['nonce'] ?? '')
    },
    after: (ctx) =>
      changeAway(ctx, (location) =>
        location.includes('code=') ? location.replace(/#?$/, `&nonce=${encodeURIComponent(nonce)}#`) : location,
      ),
  }
}
