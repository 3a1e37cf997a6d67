import { changePage, headerOf, isAuthorize, isPage, isPageOf, isToken } from './answers.ts'
import type { Fault } from './fault.ts'

export const headerFaults: readonly Fault[] = [
  {
    name: 'error-pages-can-be-framed',
    title: 'Error pages may be framed by other sites.',
    breaks: ['HDR-01'],
    after: (ctx) => {
      if (isPage(ctx) && ctx.status >= 400) ctx.remove('X-Frame-Options')
    },
  },
  {
    name: 'redirects-with-referrer',
    title: 'A redirect tells the next site where the browser comes from.',
    breaks: ['HDR-02'],
    after: (ctx) => {
      if (ctx.status === 303) ctx.remove('Referrer-Policy')
    },
  },
  {
    name: 'loose-content-policy',
    title: 'The Content-Security-Policy of the sign-in page lets the page load from the server.',
    breaks: ['HDR-03'],
    after: (ctx) => {
      if (isPageOf(ctx, 'sign-in'))
        ctx.set(
          'Content-Security-Policy',
          headerOf(ctx, 'Content-Security-Policy').replace("default-src 'none'", "default-src 'self'"),
        )
    },
  },
  {
    name: 'style-attribute',
    title: 'The sign-in page has a style attribute.',
    breaks: ['HDR-03'],
    after: (ctx) => {
      if (isPageOf(ctx, 'sign-in')) changePage(ctx, (html) => html.replace('<main>', '<main style="margin:0">'))
    },
  },
  {
    name: 'tokens-without-nosniff',
    title: 'Token responses have no X-Content-Type-Options.',
    breaks: ['HDR-04'],
    after: (ctx) => {
      if (isToken(ctx)) ctx.remove('X-Content-Type-Options')
    },
  },
  {
    name: 'hsts-on-http',
    title: 'Strict-Transport-Security is sent over plain http.',
    breaks: ['HDR-04'],
    rules: ({ securityHeaders }) => ({
      securityHeaders: () => ({ ...securityHeaders(), 'Strict-Transport-Security': 'max-age=31536000' }),
    }),
  },
  {
    name: 'opener-kept',
    title: 'Pages keep their opener.',
    breaks: ['HDR-05'],
    after: (ctx) => ctx.remove('Cross-Origin-Opener-Policy'),
  },
  {
    name: 'stylesheet-from-elsewhere',
    title: 'The sign-in page loads a stylesheet from another site.',
    breaks: ['HDR-06'],
    after: (ctx) => {
      if (isPageOf(ctx, 'sign-in'))
        changePage(ctx, (html) =>
          html.replace('</head>', '<link rel="stylesheet" href="https://cdn.example/style.css"></head>'),
        )
    },
  },
  {
    name: 'software-named',
    title: 'Every response names the software.',
    breaks: ['HDR-07'],
    after: (ctx) => ctx.set('X-Powered-By', 'Koa'),
  },
  {
    name: 'page-without-charset',
    title: 'The sign-in page does not tell its charset.',
    breaks: ['HDR-08'],
    after: (ctx) => {
      if (isPageOf(ctx, 'sign-in')) ctx.set('Content-Type', 'text/html')
    },
  },
  {
    name: 'sign-in-page-kept',
    title: 'The sign-in page may be kept by the browser.',
    breaks: ['AUTHZ-14'],
    after: (ctx) => {
      if (isPageOf(ctx, 'sign-in')) ctx.set('Cache-Control', 'private')
    },
  },
  {
    name: 'cookies-for-scripts',
    title: 'Scripts can read the device cookie.',
    breaks: ['SESS-01'],
    rules: ({ cookieAttributes }) => ({
      cookieAttributes: (tenant, name) =>
        name === 'device' ? cookieAttributes(tenant, name).replace('; HttpOnly', '') : cookieAttributes(tenant, name),
    }),
  },
  {
    name: 'request-named-by-the-client',
    title: 'A request has the X-Request-Id that its client sent.',
    breaks: ['OPS-10'],
    rules: ({ requestId }) => ({ requestId: (ctx) => ctx.get('X-Request-Id') || requestId(ctx) }),
  },
  {
    name: 'allow-missing',
    title: 'The 405 of the authorization endpoint does not say what is allowed.',
    breaks: ['OPS-13', 'AUTHZ-02'],
    after: (ctx) => {
      if (isAuthorize(ctx) && ctx.status === 405) ctx.remove('Allow')
    },
  },
]
