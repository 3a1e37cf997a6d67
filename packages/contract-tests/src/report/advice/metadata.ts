import type { Advice } from '../advice.ts'

/** What a server says about itself, and what depends on who asks: issuer, native apps, OpenID Connect. */
export const metadata: Advice = {
  'META-01':
    'Serve the metadata at /.well-known/oauth-authorization-server followed by the issuer’s path: the well-known part is inserted before the path, unlike OpenID Connect’s, which is appended.',
  'META-03':
    'Return as issuer exactly the URL that the metadata location was built from: https, no query, no fragment, the same trailing slash. Take it from configuration, one string per tenant.',
  'META-04':
    'Build issuer and endpoint URLs from configuration and never from Host, X-Forwarded-Host or Forwarded, unless a trusted proxy sent them. Otherwise a forged header sends clients to an attacker, and caches keep it.',
  'META-05':
    'Include the required members (issuer, response_types_supported, and the endpoints of the grants that you serve) and leave a member out in place of an empty array.',
  'META-06':
    'Generate the metadata from the same tables that the endpoints use, so that everything listed works and nothing else does. Hand-written lists drift.',
  'META-07':
    'Answer 200 with application/json, Access-Control-Allow-Origin: *, an ETag and a Cache-Control that lets clients keep it. Browser clients cannot read it without the CORS header.',
  'META-08':
    'Set authorization_response_iss_parameter_supported to true when you send iss. Clients only insist on iss, and are only protected from mix-up, when they find it here.',
  'META-10':
    'Answer an unknown tenant with 404 and no detail. A wildcard route that builds metadata from whatever stands in the path vouches for tenants that do not exist.',
  'ISS-01':
    'Add iss to every authorization response, errors included, equal to the issuer in the metadata. Build all of them in one function; the error path is the one that is forgotten.',
  'ISS-02':
    'Append iss once and percent-encode it once, with the function that encodes the other parameters. Check what happens when the redirect URI already has a query.',
  'NAT-01':
    'Record the type of each client (web, native, browser) at registration and let it decide on loopback ports and on consent. A web client must not get the native exceptions.',
  'NAT-02':
    'Show the consent page each time to a public client whose identity nothing proves; only a claimed https redirect may go on silently. Another app on the device may use the same client_id.',
  'NAT-03':
    'Accept both http://127.0.0.1 and http://[::1] with any port for native clients. Check that your URL comparison keeps the brackets of IPv6.',
  'OIDC-02':
    'With prompt=none never show a page: redirect with login_required, consent_required or interaction_required. Decide before the interaction is created.',
  'OIDC-03':
    'With prompt=login ask for the credentials again even in a live session, and set auth_time to the new sign-in. Remember within the interaction that it happened, or the user goes round in circles.',
  'OIDC-04':
    'With max_age, ask for a new sign-in when auth_time is older than that many seconds. Compare on the server when the request arrives; a value of 0 counts too.',
}
