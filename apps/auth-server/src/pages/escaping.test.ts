import { describe, expect, it } from 'vitest'
import { accountPage } from './account-page.ts'
import { changePasswordPage, passwordChangedPage } from './change-password-page.ts'
import { consentPage } from './consent-page.ts'
import { errorPage } from './error-page.ts'
import { passwordLinkPage, passwordSetPage } from './password-link-page.ts'
import { signInPage } from './sign-in-page.ts'
import { signedOutPage, signOutPage } from './sign-out-page.ts'
import { parsePage } from './testing/parse-page.ts'

const corpus = [
  '<script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"onmouseover="alert(1)',
  '" autofocus onfocus=alert(1) x="',
  "'><svg/onload=alert(1)>",
  '--><!-- <![CDATA[ ]]>',
  '&lt;b&gt; &#60;b&#62; &amp',
  '!${1} ${alert(1)} {{constructor}} `x`',
  "$& $1 $` $' $$",
  '\\u003cscript\\u003e \\x3c',
  '<\u0000script\u0000>alert(1)</script>',
  '\u2028<b>\u2029\r\n<i>',
  '+ADw-script+AD4-',
  'javascript:alert(1)',
  '＜script＞ ‹b› <ſcript>',
  '\ud800<b>',
]

/** Each page with one text from outside in each of its places. */
const places: Record<string, (text: string) => string> = {
  'sign-in: tenant': (text) => signIn({ tenantName: text }),
  'sign-in: client': (text) => signIn({ clientName: text }),
  'sign-in: username or login_hint': (text) => signIn({ username: text }),
  'sign-in: token': (text) => signIn({ csrfToken: text }),
  'consent: tenant': (text) => consent({ tenantName: text }),
  'consent: client': (text) => consent({ client: { name: text, redirectHost: 'app.example', native: false } }),
  'consent: redirect host': (text) => consent({ client: { name: 'App', redirectHost: text, native: false } }),
  'consent: native redirect host': (text) => consent({ client: { name: 'App', redirectHost: text, native: true } }),
  'consent: display name': (text) => consent({ account: { displayName: text, userName: 'u' } }),
  'consent: user name': (text) => consent({ account: { displayName: 'N', userName: text } }),
  'consent: scope name': (text) => consent({ scopes: [{ name: text, description: 'D' }] }),
  'consent: scope name alone': (text) => consent({ scopes: [{ name: text, description: '' }] }),
  'consent: scope description': (text) => consent({ scopes: [{ name: 'n', description: text }] }),
  'consent: newly asked scope': (text) => consent({ scopes: [{ name: text, description: text }], newlyAsked: [text] }),
  'consent: token': (text) => consent({ csrfToken: text, signOutAction: '/acme/sign-out' }),
  'sign-out: tenant': (text) => signOut({ tenantName: text }),
  'sign-out: display name': (text) => signOut({ account: { displayName: text, userName: 'u' } }),
  'sign-out: user name': (text) => signOut({ account: { displayName: 'N', userName: text } }),
  'sign-out: token': (text) => signOut({ csrfToken: text }),
  'signed-out: tenant': (text) => signedOutPage({ locale: 'en', tenantName: text }),
  'change-password: tenant': (text) => changePassword({ tenantName: text }),
  'change-password: username': (text) => changePassword({ username: text }),
  'change-password: token': (text) => changePassword({ csrfToken: text }),
  'password-changed: tenant': (text) => passwordChangedPage({ locale: 'en', tenantName: text }),
  'account: tenant': (text) => account({ tenantName: text }),
  'account: display name': (text) => account({ account: { displayName: text, userName: 'u' } }),
  'account: user name': (text) => account({ account: { displayName: 'N', userName: text } }),
  'account: app': (text) => account({ apps: [{ ...app, name: text }] }),
  'account: app id': (text) => account({ apps: [{ ...app, id: text }] }),
  'account: scope': (text) => account({ apps: [{ ...app, scopes: [{ name: text, description: text }] }] }),
  'account: session address': (text) => account({ sessions: [{ ...session, source: text }] }),
  'account: session id': (text) => account({ sessions: [{ ...session, id: text }] }),
  'account: token': (text) => account({ csrfToken: text }),
  'password link: tenant': (text) => passwordLink({ tenantName: text }),
  'password link: display name': (text) => passwordLink({ account: { displayName: text, userName: 'u' } }),
  'password link: user name': (text) => passwordLink({ account: { displayName: 'N', userName: text } }),
  'password link: token': (text) => passwordLink({ csrfToken: text }),
  'password set: tenant': (text) => passwordSetPage({ locale: 'en', tenantName: text, signInHref: '/acme/account' }),
  'error: tenant': (text) => error({ tenantName: text }),
  'error: detail': (text) => error({ detail: text }),
  'error: token': (text) => error({ otherAccount: { action: '/acme/x', csrfToken: text } }),
  'error: request id': (text) => error({ requestId: text }),
}

describe.each(Object.entries(places))('hostile text in %s', (_, render) => {
  const harmless = shape(render('harmless'))

  it.each(corpus)('stays text: %j', (hostile) => {
    const page = render(hostile)
    expect(shape(page)).toEqual(harmless)
    expect(page).not.toMatch(/<script|<img|<b>/i)
    expect(shown(page)).toContain(withoutControls(hostile))
  })
})

it('covers the direction controls that could reverse a host', () => {
  const page = consent({ client: { name: 'App', redirectHost: '\u202eelpmaxe.live', native: false } })
  expect(page).not.toContain('\u202e')
})

/** Every element with the names of its attributes: what a hostile text must not change. */
function shape(page: string): string[] {
  return parsePage(page).map(({ name, attributes }) => `${name} ${[...attributes.keys()].join(' ')}`)
}

/** All text and all attribute values, decoded. */
function shown(page: string): string {
  return parsePage(page)
    .flatMap(({ text, attributes }) => [text, ...attributes.values()])
    .join('\n')
}

function withoutControls(text: string): string {
  return text.replaceAll('\u0000', '')
}

type Props<Page extends (props: never) => string> = Partial<Parameters<Page>[0]>

const base = { locale: 'en', tenantName: 'Acme', csrfToken: 'token', action: '/acme/x' } as const

function signIn(props: Props<typeof signInPage>): string {
  return signInPage({ ...base, clientName: 'App', username: 'u', changePasswordHref: '/acme/password', ...props })
}

function consent(props: Props<typeof consentPage>): string {
  return consentPage({
    ...base,
    client: { name: 'App', redirectHost: 'app.example', native: false },
    account: { displayName: 'N', userName: 'u' },
    scopes: [{ name: 'n', description: 'd' }],
    grantEndsAfterDays: 180,
    ...props,
  })
}

function signOut(props: Props<typeof signOutPage>): string {
  return signOutPage({ ...base, account: { displayName: 'N', userName: 'u' }, ...props })
}

function changePassword(props: Props<typeof changePasswordPage>): string {
  return changePasswordPage({ ...base, username: 'u', ...props })
}

const app = { id: 'a', name: 'App', scopes: [{ name: 'n', description: 'd' }], firstGrantedAt: 0, lastUsedAt: 0 }
const session = { id: 's', isThisOne: true, userAgent: null, source: '192.0.2.1', signedInAt: 0, lastSeenAt: 0 }

function account(props: Props<typeof accountPage>): string {
  return accountPage({
    ...base,
    account: { displayName: 'N', userName: 'u' },
    apps: [app],
    moreApps: false,
    sessions: [session],
    moreSessions: false,
    actions: { endAccess: '/acme/a', endSession: '/acme/b', signOutEverywhere: '/acme/c' },
    changePasswordHref: '/acme/change-password',
    now: 0,
    ...props,
  })
}

function passwordLink(props: Props<typeof passwordLinkPage>): string {
  return passwordLinkPage({ ...base, account: { displayName: 'N', userName: 'u' }, ...props })
}

function error(props: Props<typeof errorPage>): string {
  return errorPage({
    locale: 'en',
    tenantName: 'Acme',
    problem: 'malformed-request',
    requestId: 'r',
    detail: 'd',
    ...props,
  })
}
