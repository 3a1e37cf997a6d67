import { OPENID_AUTH_ERROR, OPENID_REQUEST_OBJECT, rfc } from './explanation.ts'
import type { PublicErrors, WireRefusal } from './public-error.ts'

const AUTHORIZATION = rfc(6749, '4.1.2.1')
const TOKEN = rfc(6749, '5.2')

/** The errors of OAuth 2.0 and OpenID Connect, for the developers of clients. */
export const PUBLIC_OAUTH_ERRORS: PublicErrors<Exclude<WireRefusal[0], 'invalid_request'>> = {
  invalid_client: {
    title: 'The client did not show who it is',
    meaning:
      'The client is not known here, its credentials are missing or wrong, or it used a way of authenticating that it is not registered for. The answer is the same in each case.',
    check:
      'Compare the client_id, the secret and the tenant in the URL with the registration, and form-urlencode the client_id and the secret before they are joined for HTTP Basic. A public client sends its client_id in the body and no secret.',
    sections: [TOKEN, rfc(6749, '2.3.1')],
    cases: { 'Client authentication failed.': 'Nothing more is said, so that nobody can try out which clients exist.' },
  },
  invalid_grant: {
    title: 'The code or refresh token does not work',
    meaning:
      'What the client presented was never issued, has expired, was used before, was revoked, or belongs to another client; or what it rests on has ended. A person has to sign in again.',
    check:
      'Exchange a code once and at once. After each refresh, store the new refresh token before it is used, and never use an older one. When an answer is lost, send the very same request again within seconds.',
    sections: [TOKEN, rfc(6749, '1.5'), rfc(9700, '4.14')],
    cases: {
      'The code or refresh token is invalid, expired, revoked, or was issued to another client.':
        'Send the person to sign in again. When it happens to people who did nothing, look for a place that uses a code or a refresh token twice, and for a redirect_uri or a code_verifier that is not the one of the same sign-in.',
      'The redirect_uri of the authorization request must be repeated.':
        'Send the redirect_uri of the authorization request, byte for byte, beside the code.',
      'The code_verifier is missing.':
        'The code was asked for with a code_challenge. Send the code_verifier behind it beside the code.',
      'The code was issued without a code_challenge.':
        'The authorization request had no code_challenge, so there is nothing that a code_verifier could fit. Send both, or look for what took the code_challenge away.',
    },
  },
  invalid_scope: {
    title: 'The scope cannot be given',
    meaning: 'A name in scope is malformed, does not exist here, or is not one that this client may have.',
    check:
      'Separate names with one space. Ask for scopes that the client is registered for; scopes_supported in the metadata lists those of the tenant. A refresh may ask for less than was granted, never for more.',
    sections: [rfc(6749, '3.3'), TOKEN],
    cases: {
      'A scope is malformed, unknown, or not allowed.': 'This came from the token endpoint.',
      'A scope is malformed, unknown, or not allowed for the client.': 'This came from the authorization endpoint.',
    },
  },
  invalid_target: {
    title: 'The resource is not known',
    meaning: 'The request has a parameter resource. No resource is known here, and none is ignored.',
    check: 'Leave resource out.',
    sections: [rfc(8707, '2')],
    cases: { 'The resource is not known.': 'Any value of resource is answered so.' },
  },
  unauthorized_client: {
    title: 'The client may not do this',
    meaning: 'The client is not registered for the grant that it asked for.',
    check: 'Ask the operator to register the client for the grant type, if that is what it should use.',
    sections: [AUTHORIZATION, TOKEN],
    cases: {
      'The client may not use this grant_type.': 'This came from the token endpoint.',
      'The client may not use the authorization code grant.':
        'This came from the authorization endpoint: nobody can sign in to this client.',
    },
  },
  unsupported_grant_type: {
    title: 'The grant type is not supported',
    meaning: 'The token endpoint knows authorization_code, refresh_token and client_credentials.',
    check: 'Look at the spelling of grant_type. Passwords and implicit grants are not supported on purpose.',
    sections: [TOKEN, rfc(9700, '2.4')],
    cases: { 'The grant_type is not supported.': 'Send one of the three.' },
  },
  unsupported_response_type: {
    title: 'The response type is not supported',
    meaning: 'The only response_type is code: tokens never travel through the browser.',
    check: 'Send response_type=code, and exchange the code at the token endpoint.',
    sections: [AUTHORIZATION, rfc(9700, '2.1.2')],
    cases: { 'The only response_type is code.': 'Anything else, also several values, is answered so.' },
  },
  access_denied: {
    title: 'Access was denied',
    meaning: 'The person said no, or may not give the client what it asked for.',
    check: 'Tell the person, and let them start again if they want to.',
    sections: [AUTHORIZATION],
    cases: {
      'The resource owner denied the request.': 'The person pressed the button that says no.',
      'The resource owner may not grant this.':
        'The person has none of the scopes to give. Ask for less, or let the person ask an administrator.',
      'The resource owner may not use this client.': 'Let the person ask an administrator for access to the app.',
    },
  },
  login_required: {
    title: 'The person is not signed in',
    meaning: 'The request asked that no page be shown (prompt=none), and the person has to sign in.',
    check: 'Send the request again without prompt=none.',
    sections: [OPENID_AUTH_ERROR],
    cases: { 'The resource owner is not signed in.': 'Or not as recently as max_age asks for.' },
  },
  consent_required: {
    title: 'The person has not consented',
    meaning: 'The request asked that no page be shown (prompt=none), and the person has to decide.',
    check: 'Send the request again without prompt=none.',
    sections: [OPENID_AUTH_ERROR],
    cases: { 'The resource owner has not consented.': 'Or not to all of the scopes that are asked for.' },
  },
  interaction_required: {
    title: 'A page must be shown',
    meaning: 'The request asked that no page be shown (prompt=none), and this client always needs one.',
    check: 'Send the request again without prompt=none. A client without a secret cannot be told from an imitation.',
    sections: [OPENID_AUTH_ERROR, rfc(8252, '8.6')],
    cases: { 'A page must be shown.': 'The person is signed in and has consented before; they have to see it again.' },
  },
  request_not_supported: {
    title: 'Request objects are not supported',
    meaning: 'The request has a parameter request.',
    check: 'Send the parameters in the query.',
    sections: [OPENID_REQUEST_OBJECT],
    cases: { 'Request objects are not supported.': 'Whatever it holds is not read.' },
  },
  request_uri_not_supported: {
    title: 'Request objects by reference are not supported',
    meaning: 'The request has a parameter request_uri.',
    check: 'Send the parameters in the query.',
    sections: [OPENID_REQUEST_OBJECT],
    cases: { 'Request objects by reference are not supported.': 'Nothing is fetched.' },
  },
  invalid_token: {
    title: 'The access token is not good',
    meaning: 'The access token is unknown, has expired, was revoked, or belongs to another tenant.',
    check:
      'Refresh, and try once more. When the new token is refused as well, let the person sign in again. A refresh token opens nothing but the token endpoint.',
    sections: [rfc(6750, '3.1')],
    cases: { 'The access token is invalid, expired or revoked.': 'The answer is the same in each case.' },
  },
  insufficient_scope: {
    title: 'The access token is not enough for this',
    meaning: 'The access token is good, and lacks the scope that the operation needs.',
    check: 'Ask for the scope at the next sign-in. The challenge, or the detail of the problem, names it.',
    sections: [rfc(6750, '3.1')],
    cases: {
      'The access token lacks the scope that this needs.':
        'A token that an app got for itself has no person behind it, so it opens nothing that is about one.',
    },
  },
  temporarily_unavailable: {
    title: 'Try again later',
    meaning: 'The hub could not answer at that moment, or too many requests came. Nothing was issued and nothing lost.',
    check: 'Wait as long as Retry-After says, then send the same request again.',
    sections: [AUTHORIZATION, rfc(9110, '15.6.4'), rfc(6585, '4')],
    cases: { 'Please try again.': 'Start the sign-in again.' },
  },
}
