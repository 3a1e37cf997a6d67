import type { AuthorizationErrorCode } from '@identity-hub/api-types'

/** Why nothing may be sent to the client: the person sees a page. */
export type PageReason =
  | 'client_id_missing'
  | 'client_id_repeated'
  | 'client_unknown'
  | 'client_disabled'
  | 'redirect_uri_missing'
  | 'redirect_uri_repeated'
  | 'redirect_uri_not_registered'

/** Why the client gets an error: the operator's word, and the wire's code and sentence. */
export const AUTHORIZATION_REFUSALS = {
  parameter_repeated: ['invalid_request', 'A parameter is sent more than once.'],
  request_object: ['request_not_supported', 'Request objects are not supported.'],
  request_uri: ['request_uri_not_supported', 'Request objects by reference are not supported.'],
  response_type_missing: ['invalid_request', 'The response_type is missing.'],
  response_type_unsupported: ['unsupported_response_type', 'The only response_type is code.'],
  response_mode_unsupported: ['invalid_request', 'The only response_mode is query.'],
  grant_type_not_allowed: ['unauthorized_client', 'The client may not use the authorization code grant.'],
  code_challenge_missing: ['invalid_request', 'The code_challenge is missing.'],
  code_challenge_malformed: ['invalid_request', 'The code_challenge must be 43 characters of base64url.'],
  code_challenge_method_unsupported: ['invalid_request', 'The only code_challenge_method is S256.'],
  resource_unsupported: ['invalid_target', 'The resource is not known.'],
  scope_invalid: ['invalid_scope', 'A scope is malformed, unknown, or not allowed for the client.'],
  prompt_invalid: ['invalid_request', 'The prompt must be none alone, or login and consent.'],
  max_age_invalid: ['invalid_request', 'The max_age must be a whole number of seconds.'],
  parameter_malformed: ['invalid_request', 'A parameter is too long or has characters that are not allowed.'],
  login_required: ['login_required', 'The resource owner is not signed in.'],
  consent_required: ['consent_required', 'The resource owner has not consented.'],
  interaction_required: ['interaction_required', 'A page must be shown.'],
  denied_by_resource_owner: ['access_denied', 'The resource owner denied the request.'],
  scope_not_permitted: ['access_denied', 'The resource owner may not grant this.'],
  client_role_missing: ['access_denied', 'The resource owner may not use this client.'],
  unavailable: ['temporarily_unavailable', 'Please try again.'],
} as const satisfies Record<string, readonly [AuthorizationErrorCode, string]>

export type AuthorizationRefusal = keyof typeof AUTHORIZATION_REFUSALS
