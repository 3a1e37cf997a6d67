import type { ClientRefusal, TokenRefusal } from '../token/errors.ts'
import type { DeadReason } from '../storage/token-verbs.ts'
import { rfc, type Explanation } from './explanation.ts'

type OwnReason = Exclude<TokenRefusal, ClientRefusal | DeadReason> | 'client_secret_guessed' | 'token_of_another_client'

const EXCHANGE = rfc(6749, '4.1.3')
const REFRESH = rfc(6749, '6')
const VERIFIER = rfc(7636, '4.6')

/** Refusals at the token, revocation and introspection endpoints that are about what was asked for. */
export const TOKEN_EXPLANATIONS: Record<OwnReason, Explanation> = {
  grant_type_missing: {
    sentence: 'The request of {client} does not say which grant_type it is.',
    advice: 'Send grant_type, in the body.',
    by: 'client developer',
    sections: [rfc(6749, '5.2')],
  },
  grant_type_unsupported: {
    sentence: '{client} asked for a grant_type that this hub does not have.',
    advice: 'Use authorization_code, refresh_token or client_credentials.',
    by: 'client developer',
    sections: [rfc(6749, '5.2')],
  },
  grant_type_not_allowed: {
    sentence: '{client} is not registered for the grant_type that it asked for.',
    advice: 'Add the grant type to the client, if it may use it.',
    by: 'administrator',
    sections: [rfc(6749, '5.2'), rfc(7591, '2')],
  },
  resource_unsupported: {
    sentence: '{client} named a resource, and no resource is known here; ignoring it would give a wider token.',
    advice: 'Leave the parameter resource out.',
    by: 'client developer',
    sections: [rfc(8707, '2')],
  },
  scope_invalid: {
    sentence:
      'A scope that {client} asked for is malformed, does not exist, is not registered for it, or is more than was granted.',
    advice: 'Ask for scopes that the client is registered for; a refresh may only ask for less than was granted.',
    by: 'client developer',
    sections: [rfc(6749, '3.3'), REFRESH],
  },
  code_unknown: {
    sentence: 'The code that {client} sent is none that this tenant has issued, or is gone since it expired.',
    advice: 'Send the code as it came in the query, once, to the tenant whose issuer is in iss.',
    by: 'client developer',
    sections: [EXCHANGE],
  },
  code_of_another_client: {
    sentence: 'The code that {client} sent was issued to another client.',
    advice:
      'Exchange codes with the credentials of the client that asked for them; otherwise somebody injected the code.',
    by: 'client developer',
    sections: [EXCHANGE, rfc(9700, '4.5')],
  },
  code_expired: {
    sentence: 'The code that {client} sent had expired.',
    advice: 'Exchange the code at once when the browser brings it.',
    by: 'client developer',
    sections: [rfc(6749, '4.1.2')],
  },
  code_spent: {
    sentence: 'The code was spent by five wrong code_verifiers before {client} sent it.',
    advice: 'Keep the code_verifier of each sign-in beside its state; let the user sign in again.',
    by: 'client developer',
    sections: [VERIFIER],
  },
  redirect_uri_missing: {
    sentence: 'The authorization request of {client} had a redirect_uri, and its token request did not repeat it.',
    advice: 'Send the same redirect_uri with the code.',
    by: 'client developer',
    sections: [EXCHANGE],
  },
  redirect_uri_differs: {
    sentence: 'The redirect_uri that {client} sent with the code is not the one of its authorization request.',
    advice: 'Send the same redirect_uri, byte for byte.',
    by: 'client developer',
    sections: [EXCHANGE],
  },
  code_verifier_wrong: {
    sentence: 'The code_verifier that {client} sent does not fit the code_challenge of its authorization request.',
    advice: 'Keep the code_verifier of each sign-in beside its state; otherwise somebody injected the code.',
    by: 'client developer',
    sections: [VERIFIER],
  },
  code_verifier_missing: {
    sentence: 'The code was asked for with a code_challenge, and {client} sent no code_verifier.',
    advice: 'Send the code_verifier behind the code_challenge.',
    by: 'client developer',
    sections: [rfc(7636, '4.5')],
  },
  code_verifier_unexpected: {
    sentence: '{client} sent a code_verifier for a code that was asked for without a code_challenge.',
    advice: 'Send a code_challenge with the authorization request; otherwise somebody took it away on the way.',
    by: 'client developer',
    sections: [rfc(9700, '2.1.1')],
  },
  refresh_token_unknown: {
    sentence: 'The refresh token that {client} sent is none that this tenant has issued, or is gone since it expired.',
    advice: 'Send the latest refresh token, to the tenant that issued it; otherwise let the user sign in again.',
    by: 'client developer',
    sections: [REFRESH],
  },
  refresh_token_of_another_client: {
    sentence: 'The refresh token that {client} sent was issued to another client.',
    advice: 'Refresh with the credentials of the client that got the token.',
    by: 'client developer',
    sections: [REFRESH, rfc(6749, '10.4')],
  },
  refresh_token_expired: {
    sentence: 'The refresh token that {client} sent had not been used for longer than it lasts.',
    advice: 'Let the user sign in again; an administrator can register a longer life for the client.',
    by: 'user',
    sections: [REFRESH, rfc(9700, '4.14')],
  },
  retry_differs: {
    sentence:
      '{client} sent a refresh token again within the time for a retry, but not with the same scope and resource.',
    advice: 'When an answer is lost, send the very same request again.',
    by: 'client developer',
    sections: [REFRESH, rfc(9700, '4.14')],
  },
  client_secret_guessed: {
    sentence: 'So many wrong secrets of {client} came from one address that none is looked at for some minutes.',
    advice: 'Stop whatever sends the wrong secret, then wait as long as Retry-After says; a throttle can be lifted.',
    by: 'administrator',
    sections: [rfc(6749, '2.3.1'), rfc(6585, '4')],
  },
  token_of_another_client: {
    sentence: '{client} asked about, or wanted to end, a token that was issued to another client.',
    advice: 'Send each token with the credentials of the client that it was issued to.',
    by: 'client developer',
    sections: [rfc(7009, '2.1'), rfc(7662, '2.2')],
  },
}
