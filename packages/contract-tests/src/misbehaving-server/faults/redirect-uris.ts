import { changeAway, changePage, isAuthorize, setStatus } from './answers.ts'
import type { Fault } from './fault.ts'

const withoutPort = (uri: string) => uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\d+/, '$1')

export const redirectUriFaults: readonly Fault[] = [
  {
    name: 'redirect-uri-prefix',
    title: 'A redirect_uri fits when it begins with a registered one.',
    breaks: ['REDIR-01', 'REDIR-08'],
    rules: () => ({
      redirectUriFits: (_client, registered, requested) =>
        /^[\u0021-\u007e]*$/.test(requested) && requested.startsWith(registered),
    }),
  },
  {
    name: 'redirect-uri-any-case',
    title: 'A redirect_uri fits in any case.',
    breaks: ['REDIR-01', 'REDIR-08'],
    rules: () => ({
      redirectUriFits: (_client, registered, requested) => registered.toLowerCase() === requested.toLowerCase(),
    }),
  },
  {
    name: 'subdomains-of-public-clients',
    title: 'A public client may use every subdomain of its host.',
    breaks: ['REDIR-08'],
    rules: ({ redirectUriFits }) => ({
      redirectUriFits: (client, registered, requested, tenant) =>
        redirectUriFits(client, registered, requested, tenant) ||
        (client.type === 'public' && requested === registered.replace('://', '://evil.')),
    }),
  },
  {
    name: 'redirect-uri-of-another-client',
    title: 'A client may use the redirect URIs of every confidential client.',
    breaks: ['REDIR-02'],
    rules: () => ({
      redirectUriFits: (_client, registered, requested, tenant) =>
        registered === requested ||
        [...tenant.clients.values()].some(
          ({ type, redirectUris }) => type === 'confidential' && redirectUris.includes(requested),
        ),
    }),
  },
  {
    name: 'first-redirect-uri-wins',
    title: 'Of two redirect_uris the first one counts.',
    breaks: ['REDIR-01', 'AUTHZ-04'],
    rules: () => ({ pickRedirectUri: ([first]) => first }),
  },
  {
    name: 'stray-question-mark',
    title: 'A response to a redirect URI with a query has a second question mark.',
    breaks: ['REDIR-06'],
    rules: ({ responseLocation }) => ({
      responseLocation: (redirectUri, parameters) => {
        const location = responseLocation(redirectUri, parameters)
        return redirectUri.includes('?') ? location.replace(/#$/, '&?#') : location
      },
    }),
  },
  {
    name: 'registered-query-dropped',
    title: 'The query of a registered redirect URI is lost.',
    breaks: ['REDIR-06'],
    rules: ({ responseLocation }) => ({
      responseLocation: (redirectUri, parameters) => responseLocation(redirectUri.split('?', 1)[0] ?? '', parameters),
    }),
  },
  {
    name: 'first-registered-is-the-default',
    title: 'Without a redirect_uri the first registered one is taken.',
    breaks: ['REDIR-07'],
    rules: () => ({ defaultRedirectUri: ({ redirectUris }) => redirectUris[0] }),
  },
  {
    name: 'redirect-uri-always-required',
    title: 'The only registered redirect URI may not be left out.',
    breaks: ['REDIR-07', 'CODE-07'],
    rules: () => ({ defaultRedirectUri: () => undefined }),
  },
  {
    name: 'no-fragment-in-redirects',
    title: 'A redirect has no fragment, so that a browser attaches that of the page before.',
    breaks: ['REDIR-11'],
    after: (ctx) => changeAway(ctx, (location) => location.replace(/#$/, '')),
  },
  {
    name: 'consent-redirects-with-307',
    title: 'After the decision the browser is redirected with 307, which posts the form to the client.',
    breaks: ['REDIR-12'],
    after: (ctx) => {
      if (ctx.method === 'POST' && ctx.path.endsWith('/consent') && ctx.status === 303) setStatus(ctx, 307)
    },
  },
  {
    name: 'error-takes-a-detour',
    title: 'An unsupported_response_type goes to the client through a page of the server.',
    breaks: ['REDIR-13'],
    before(ctx) {
      const { to } = ctx.query
      if (!ctx.path.endsWith('/away') || typeof to !== 'string') return false
      ctx.body = null
      ctx.status = 303
      ctx.set('Location', to)
      ctx.set('Cache-Control', 'no-store')
      return true
    },
    after: (ctx) => {
      if (isAuthorize(ctx))
        changeAway(ctx, (location) =>
          location.includes('error=unsupported_response_type')
            ? `/acme/away?to=${encodeURIComponent(location)}`
            : location,
        )
    },
  },
  {
    name: 'blanks-in-locations',
    title: 'Blanks in a Location are not encoded.',
    breaks: ['REDIR-15'],
    after: (ctx) => changeAway(ctx, (location) => location.replaceAll('+', ' ')),
  },
  {
    name: 'sign-out-leads-anywhere',
    title: 'The sign-out page leads back to whatever its address says.',
    breaks: ['REDIR-14'],
    after: (ctx) => {
      const { return_to: to } = ctx.query
      if (ctx.path.endsWith('/sign-out') && typeof to === 'string')
        changePage(ctx, (html) => html.replace('</main>', `<a href="${to.replaceAll('"', '%22')}">Back</a></main>`))
    },
  },
  {
    name: 'http-registered-anywhere',
    title: 'http redirect URIs can be registered for every host.',
    breaks: ['REDIR-04'],
    rules: () => ({ httpIsAllowed: () => true }),
  },
  {
    name: 'fragment-registered',
    title: 'A redirect URI with a fragment can be registered.',
    breaks: ['REDIR-05'],
    rules: () => ({ hasFragment: () => false }),
  },
  {
    name: 'pattern-registered',
    title: 'A redirect URI with an asterisk can be registered.',
    breaks: ['REDIR-08'],
    rules: () => ({ hasPattern: () => false }),
  },
  {
    name: 'any-scheme-registered',
    title: 'A native app can register every scheme.',
    breaks: ['REDIR-09'],
    rules: () => ({ privateSchemeIsAllowed: () => true }),
  },
  {
    name: 'encoded-code-registered',
    title: 'A registered query may hold the name code when it is percent-encoded.',
    breaks: ['REDIR-10'],
    rules: () => ({
      queryNames: (uri) => (uri.split('?')[1] ?? '').split('&').map((pair) => pair.split('=')[0] ?? ''),
    }),
  },
  {
    name: 'fixed-loopback-port',
    title: 'A native app has to use the port that it registered.',
    breaks: ['REDIR-03'],
    rules: () => ({ loopbackFits: () => false }),
  },
  {
    name: 'loopback-path-ignored',
    title: 'On a loopback address the path of the redirect URI does not count.',
    breaks: ['REDIR-03'],
    rules: ({ loopbackFits }) => ({
      loopbackFits: (client, registered, requested) =>
        loopbackFits(client, registered, requested) ||
        (client.type === 'native' && requested.startsWith('http://127.0.0.1:51004/cb')),
    }),
  },
  {
    name: 'code-bound-to-no-port',
    title: 'A code of a native app can be redeemed for another port.',
    breaks: ['REDIR-03'],
    rules: ({ redirectUriIsRepeated }) => ({
      redirectUriIsRepeated: (code, redirectUri) =>
        redirectUriIsRepeated(code, redirectUri) ||
        withoutPort(code.request.redirectUri) === withoutPort(redirectUri ?? ''),
    }),
  },
  {
    name: 'web-client-on-any-port',
    title: 'A web client on localhost may use every port.',
    breaks: ['NAT-01', 'REDIR-04'],
    rules: ({ redirectUriFits }) => ({
      redirectUriFits: (client, registered, requested, tenant) =>
        redirectUriFits(client, registered, requested, tenant) ||
        (client.type === 'confidential' &&
          registered.startsWith('http://localhost:') &&
          withoutPort(registered) === withoutPort(requested)),
    }),
  },
  {
    name: 'native-consent-remembered',
    title: 'A native app gets a code without a question once the person has agreed.',
    breaks: ['NAT-02'],
    rules: ({ needsConsent }) => ({
      needsConsent: (account, { client, request }) =>
        needsConsent(account, { client: client.type === 'native' ? { ...client, type: 'public' } : client, request }),
    }),
  },
  {
    name: 'no-private-scheme',
    title: 'A scheme of its own leads no native app back.',
    breaks: ['NAT-03'],
    rules: ({ redirectUriFits }) => ({
      redirectUriFits: (client, registered, requested, tenant) =>
        /^https?:/.test(requested) && redirectUriFits(client, registered, requested, tenant),
    }),
  },
  {
    name: 'no-localhost-for-web-clients',
    title: 'An http redirect URI on localhost does not work, though it was registered.',
    breaks: ['REDIR-04'],
    rules: ({ redirectUriFits }) => ({
      redirectUriFits: (client, registered, requested, tenant) =>
        !requested.startsWith('http://localhost') && redirectUriFits(client, registered, requested, tenant),
    }),
  },
]
