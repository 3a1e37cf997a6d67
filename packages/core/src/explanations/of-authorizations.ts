import type { RefusalReasons } from '../events/refusal-reasons.ts'
import { OPENID_AUTH_ERROR, OPENID_AUTH_REQUEST, OPENID_REQUEST_OBJECT, rfc, type Explanation } from './explanation.ts'

const REQUEST = rfc(6749, '4.1.1')
const ERRORS = rfc(6749, '4.1.2.1')
const REDIRECT_URI = rfc(6749, '3.1.2.3')
const CHALLENGE = rfc(7636, '4.3')
const ONCE = rfc(6749, '3.1')

/** Refusals of authorization requests: on a page of the hub, or sent to the client. */
export const AUTHORIZATION_EXPLANATIONS: Record<
  RefusalReasons['authorization.refused' | 'authorization.denied'],
  Explanation
> = {
  client_id_missing: {
    sentence:
      'The authorization request has no client_id, so nobody could be told but the person in front of the page.',
    advice: 'Send the client_id that the app is registered with.',
    by: 'client developer',
    sections: [REQUEST, ERRORS],
  },
  client_id_repeated: {
    sentence: 'The authorization request has more than one client_id.',
    advice: 'Send it once.',
    by: 'client developer',
    sections: [ONCE, ERRORS],
  },
  client_unknown: {
    sentence: 'The authorization request names a client that is not registered in this tenant.',
    advice: 'Compare the client_id and the tenant in the URL with the registration; a deleted client stays unknown.',
    by: 'client developer',
    sections: [rfc(6749, '2.2'), ERRORS],
  },
  client_disabled: {
    sentence: '{client} is disabled, so nobody can sign in to it.',
    advice: 'Enable the client if it may work again.',
    by: 'administrator',
    sections: [ERRORS],
  },
  redirect_uri_missing: {
    sentence: 'The request has no redirect_uri, and {client} has not exactly one that could be meant.',
    advice: 'Send the redirect_uri.',
    by: 'client developer',
    sections: [REDIRECT_URI],
  },
  redirect_uri_repeated: {
    sentence: 'The request has more than one redirect_uri.',
    advice: 'Send it once.',
    by: 'client developer',
    sections: [ONCE, ERRORS],
  },
  redirect_uri_not_registered: {
    sentence: 'The redirect_uri is not registered for {client}, so nothing was sent there.',
    advice: 'Send a registered redirect_uri, byte for byte, or add this one to the client if it is its own.',
    by: 'client developer',
    sections: [ERRORS, rfc(9700, '2.1')],
  },
  parameter_repeated: {
    sentence: 'The authorization request of {client} has a parameter more than once.',
    advice: 'Send each parameter once.',
    by: 'client developer',
    sections: [ONCE],
  },
  parameter_malformed: {
    sentence:
      'A parameter in the authorization request of {client} is too long, or has characters that it may not have.',
    advice: 'Keep state under 2,048 characters, nonce under 512, and all of them free of control characters.',
    by: 'client developer',
    sections: [ERRORS],
  },
  request_object: {
    sentence: '{client} sent its parameters in a request object, which this hub does not read.',
    advice: 'Send the parameters in the query.',
    by: 'client developer',
    sections: [OPENID_REQUEST_OBJECT, rfc(9101, '6.3')],
  },
  request_uri: {
    sentence: '{client} sent a reference to a request object, which this hub does not fetch.',
    advice: 'Send the parameters in the query.',
    by: 'client developer',
    sections: [OPENID_REQUEST_OBJECT, rfc(9101, '6.3')],
  },
  response_type_missing: {
    sentence: 'The authorization request of {client} has no response_type.',
    advice: 'Send response_type=code.',
    by: 'client developer',
    sections: [rfc(6749, '3.1.1')],
  },
  response_type_unsupported: {
    sentence: '{client} asked for a response_type other than code; tokens never travel through the browser here.',
    advice: 'Send response_type=code.',
    by: 'client developer',
    sections: [rfc(6749, '3.1.1'), rfc(9700, '2.1.2')],
  },
  response_mode_unsupported: {
    sentence: '{client} asked for a response_mode other than query.',
    advice: 'Leave response_mode out.',
    by: 'client developer',
    sections: [ERRORS],
  },
  grant_type_not_allowed: {
    sentence: '{client} is not registered for the authorization code grant.',
    advice: 'Add the grant type to the client, if people may sign in to it.',
    by: 'administrator',
    sections: [ERRORS, rfc(7591, '2')],
  },
  code_challenge_missing: {
    sentence: '{client} sent no code_challenge, and it is not exempt from PKCE.',
    advice: 'Send code_challenge and code_challenge_method=S256.',
    by: 'client developer',
    sections: [rfc(7636, '4.4.1'), rfc(9700, '2.1.1')],
  },
  code_challenge_malformed: {
    sentence: 'The code_challenge that {client} sent is not a SHA-256 in base64url.',
    advice: 'Send the 43 characters that base64url makes of SHA-256(code_verifier), without padding.',
    by: 'client developer',
    sections: [rfc(7636, '4.2')],
  },
  code_challenge_method_unsupported: {
    sentence: '{client} sent a code_challenge without code_challenge_method=S256; left out, the method is plain.',
    advice: 'Send code_challenge_method=S256.',
    by: 'client developer',
    sections: [CHALLENGE, rfc(9700, '2.1.1')],
  },
  resource_unsupported: {
    sentence: '{client} named a resource, and no resource is known here; ignoring it would give a wider token.',
    advice: 'Leave the parameter resource out.',
    by: 'client developer',
    sections: [rfc(8707, '2')],
  },
  scope_invalid: {
    sentence: 'A scope that {client} asked for is malformed, does not exist, or is not registered for it.',
    advice: 'Ask for registered scopes, or have the scope added to the client.',
    by: 'client developer',
    sections: [rfc(6749, '3.3')],
  },
  prompt_invalid: {
    sentence: 'The prompt that {client} sent has an unknown value, one twice, or none beside another.',
    advice: 'Send none alone, or login and consent.',
    by: 'client developer',
    sections: [OPENID_AUTH_REQUEST],
  },
  max_age_invalid: {
    sentence: 'The max_age that {client} sent is not a whole number of seconds.',
    advice: 'Send digits only.',
    by: 'client developer',
    sections: [OPENID_AUTH_REQUEST],
  },
  login_required: {
    sentence: '{client} asked that no page be shown, and nobody was signed in, or not recently enough.',
    advice: 'Send the request again without prompt=none, so that the person can sign in.',
    by: 'client developer',
    sections: [OPENID_AUTH_ERROR],
  },
  consent_required: {
    sentence: '{client} asked that no page be shown, and the person has not consented to all that it asks for.',
    advice: 'Send the request again without prompt=none, so that the person can decide.',
    by: 'client developer',
    sections: [OPENID_AUTH_ERROR],
  },
  interaction_required: {
    sentence: '{client} asked that no page be shown, and cannot prove who it is without one: it has no secret.',
    advice: 'Send the request again without prompt=none.',
    by: 'client developer',
    sections: [OPENID_AUTH_ERROR, rfc(8252, '8.6')],
  },
  denied_by_resource_owner: {
    sentence: '{user} did not allow what {client} asked for.',
    advice: 'Nothing is wrong; the app can explain what it needs and let the person try again.',
    by: 'user',
    sections: [ERRORS],
  },
  scope_not_permitted: {
    sentence: '{user} has none of the rights that the scopes which {client} asked for require.',
    advice: 'Give the user a role or claim that the scopes require, or let the app ask for others.',
    by: 'administrator',
    sections: [ERRORS, rfc(6749, '3.3')],
  },
  client_role_missing: {
    sentence: '{user} lacks the role that {client} requires of its users.',
    advice: 'Give the user the role if they may use the app.',
    by: 'administrator',
    sections: [ERRORS],
  },
  unavailable: {
    sentence: 'The hub could not finish the request of {client} at that moment.',
    advice: 'Try again; when it goes on, look at the storage in the log.',
    by: 'operator',
    sections: [ERRORS],
  },
  interaction_done: {
    sentence: 'The page belongs to a sign-in to {client} that was finished before, such as one that was gone back to.',
    advice: 'Start again in the app.',
    by: 'user',
    sections: [rfc(6749, '4.1.2')],
  },
}
