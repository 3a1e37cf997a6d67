import type { Advice } from '../advice.ts'

/** What the user sees: sign-in, consent, the session behind them, and the headers that protect them. */
export const pages: Advice = {
  'LOGIN-01':
    'Put a token into the sign-in form that is bound to a cookie set before sign-in, and refuse the POST with 403 when they do not match. SameSite alone does not cover it: an attacker can sign a victim in to the attacker’s account.',
  'LOGIN-02':
    'Make a new session id when the user signs in or steps up, and forget the old one. Keeping the id of the anonymous session lets an attacker plant it beforehand.',
  'LOGIN-03':
    'Answer an unknown user and a wrong password with the same status, body, headers and cookies. Check the text, the focus, and whether the name is kept in the field.',
  'LOGIN-04':
    'Verify the password against a dummy hash with the same parameters when the user does not exist. Returning early shows in the time that the answer takes.',
  'LOGIN-05':
    'Limit wrong passwords per account and per source, and answer 429 with Retry-After at the limit. Count before you verify, so that an aborted request counts as well.',
  'LOGIN-06':
    'Take a place in the limit with one atomic write before you verify the password, and give it back on success. Reading the count first lets a burst of parallel guesses through.',
  'LOGIN-07':
    'Let the delay grow and end by itself, and let a browser that has signed in before pass by a limit of its own. A hard lock lets anyone shut the owner out.',
  'LOGIN-08':
    'Take the client’s address from X-Forwarded-For only when the connection comes from a proxy that you trust, counted from the right. Otherwise each request invents an address and no limit holds.',
  'LOGIN-09':
    'Accept passwords of 64 characters and more up to a documented maximum, any character, without cutting; refuse longer ones at once with 400. bcrypt cuts at 72 bytes and some libraries stop at NUL.',
  'LOGIN-10':
    'Hash passwords with argon2id or scrypt in a worker or thread pool with a bounded number of parallel hashes. On the event loop, a few sign-ins stall the token endpoint.',
  'LOGIN-11':
    'Label the fields, use type=password with autocomplete=current-password (username for the name), allow pasting, and let a plain form POST do the work. Password managers and people without script depend on it.',
  'LOGIN-12':
    'Change state by POST only: sign-in, consent and sign-out must do nothing on GET. Links are prefetched, and images on other sites can trigger them.',
  'LOGIN-13':
    'Show a friendly page with 4xx when the interaction is unknown or has expired, with no redirect to whatever the URL says. People bookmark the sign-in page.',
  'LOGIN-14':
    'Keep each authorization request under an id of its own that stands in its URL and form, rather than one "current request" in the session. Otherwise the second tab takes over the first.',
  'LOGIN-15':
    'Bind the interaction to a cookie of the browser that began it, and refuse its URL elsewhere. Otherwise an attacker sends his pending request to a victim, who signs in to it.',
  'LOGIN-16':
    'Escape every value that you print, for the place where it stands: text, attribute, URL. login_hint, client names, scope labels and error texts all come from others.',
  'SESS-01':
    'Set session cookies Secure, HttpOnly and SameSite=Lax or stricter, with the __Host- prefix or a path per tenant. Check the cookies that are set before sign-in too.',
  'SESS-02':
    'Use at least 128 random bits as session id and keep the session on the server. A signed cookie with the user inside cannot be ended.',
  'SESS-03':
    'End sessions after an idle time and after an absolute time, both checked on the server. The cookie’s Max-Age binds only honest browsers.',
  'SESS-04':
    'Delete or end the session record at sign-out, besides clearing the cookie, and ask for it again on every page of a sign-in under way. A copied cookie must not work again.',
  'SESS-05':
    'End a user’s sessions in the transaction that disables or deletes the user, or check the user at each use of a session.',
  'SESS-06':
    'Let users see their sessions and grants and end each of them, on a page or by an API. Ending a grant must revoke its tokens.',
  'SESS-07':
    'Cap the number of parallel interactions per browser and drop the oldest. One cookie per open tab grows until the request headers are refused.',
  'SESS-08':
    'Look sessions up by tenant and id together, and name or scope the cookie per tenant. A session of one tenant must mean nothing at another.',
  'CONS-01':
    'Store which scopes the user granted to which client, and ask again when a request goes beyond them. Comparing only the client is the usual cause.',
  'CONS-02':
    'Name on the consent page the client, where the browser goes next, each scope in plain words, for how long, and who is signed in at which tenant. People can only decide about what they see.',
  'CONS-03':
    'Put a CSRF token into the consent form that is bound to both the session and this interaction, and check it before anything changes, and before an answer is repeated to a form that comes twice.',
  'CONS-04':
    'When consent is withdrawn, revoke refresh and access tokens of the grant in the same transaction. Deleting only the remembered consent leaves the client its access.',
  'CONS-05':
    'Finish the interaction with one conditional write, and let a second submit get the same redirect or an error page. Two codes from one click mean two grants.',
  'CONS-06':
    'Mark clients that nobody verified or that registered themselves on the consent page. Their names are theirs to choose.',
  'HDR-01':
    "Send Content-Security-Policy: frame-ancestors 'none' and X-Frame-Options: DENY with every HTML page, errors included. A transparent frame turns a click elsewhere into consent.",
  'HDR-02':
    'Send Referrer-Policy: no-referrer with every page and redirect. The URL of the authorization request holds state and parameters that other sites need not see.',
  'HDR-03':
    "Start from default-src 'none' and allow only what the pages use, without unsafe-inline; set base-uri and object-src to 'none'. Mind that form-action also applies to the redirect after the POST.",
  'HDR-04':
    'Send Strict-Transport-Security with a max-age of a year or more over https, and X-Content-Type-Options: nosniff always. Set them in the outermost layer, so that 404 and 500 have them.',
  'HDR-05':
    'Send Cross-Origin-Opener-Policy: same-origin with HTML, so that a page that opened the sign-in keeps no handle to it.',
  'HDR-06':
    'Serve fonts, styles and images of the sign-in pages from your own origin, or do without. A third party that is loaded there learns who signs in, or can change the page.',
  'HDR-07': 'Remove X-Powered-By and version numbers in Server, at the application and at the proxy.',
  'HDR-08':
    'Send the media type that the body is, with charset=utf-8 for HTML, and JSON errors as application/json. Check the error pages of framework and proxy.',
}
