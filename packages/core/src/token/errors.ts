import type { InvalidClientResponse, TokenErrorCode } from '@identity-hub/api-types'
import type { EventSubjects } from '../events/describe-event.ts'

const GRANT_REFUSED = 'The code or refresh token is invalid, expired, revoked, or was issued to another client.'
const CLIENT_REFUSED = 'Client authentication failed.'

/** Why a client's request is refused before anything in it is looked at. RFC 6749 §5.2 for each of its endpoints. */
export const CLIENT_REFUSALS = {
  parameter_in_query: ['invalid_request', 'Parameters belong in the body, not in the query.'],
  parameter_repeated: ['invalid_request', 'A parameter is sent more than once.'],
  parameter_missing: ['invalid_request', 'A required parameter is missing.'],
  parameter_malformed: ['invalid_request', 'A parameter is malformed.'],
  several_authentications: ['invalid_request', 'The client authenticates in more than one way.'],
  client_id_differs: ['invalid_request', 'The client_id in the body is not the one that authenticates.'],
  client_unauthenticated: ['invalid_client', CLIENT_REFUSED],
  authorization_malformed: ['invalid_client', CLIENT_REFUSED],
  client_unknown: ['invalid_client', CLIENT_REFUSED],
  client_disabled: ['invalid_client', CLIENT_REFUSED],
  client_secret_missing: ['invalid_client', CLIENT_REFUSED],
  client_secret_wrong: ['invalid_client', CLIENT_REFUSED],
  client_auth_method_not_allowed: ['invalid_client', CLIENT_REFUSED],
  client_not_confidential: ['invalid_client', CLIENT_REFUSED],
} as const satisfies Record<string, readonly ['invalid_request' | InvalidClientResponse['error'], string]>

/** Why a token request is refused: the operator's word, and the wire's code and sentence, which say no more than the RFC allows. */
export const TOKEN_REFUSALS = {
  ...CLIENT_REFUSALS,
  grant_type_missing: ['invalid_request', 'The grant_type is missing.'],
  grant_type_unsupported: ['unsupported_grant_type', 'The grant_type is not supported.'],
  grant_type_not_allowed: ['unauthorized_client', 'The client may not use this grant_type.'],
  resource_unsupported: ['invalid_target', 'The resource is not known.'],
  scope_invalid: ['invalid_scope', 'A scope is malformed, unknown, or not allowed.'],
  code_unknown: ['invalid_grant', GRANT_REFUSED],
  code_of_another_client: ['invalid_grant', GRANT_REFUSED],
  code_expired: ['invalid_grant', GRANT_REFUSED],
  code_replayed: ['invalid_grant', GRANT_REFUSED],
  code_spent: ['invalid_grant', GRANT_REFUSED],
  redirect_uri_missing: ['invalid_grant', 'The redirect_uri of the authorization request must be repeated.'],
  redirect_uri_differs: ['invalid_grant', GRANT_REFUSED],
  code_verifier_wrong: ['invalid_grant', GRANT_REFUSED],
  code_verifier_missing: ['invalid_grant', 'The code_verifier is missing.'],
  code_verifier_unexpected: ['invalid_grant', 'The code was issued without a code_challenge.'],
  refresh_token_unknown: ['invalid_grant', GRANT_REFUSED],
  refresh_token_of_another_client: ['invalid_grant', GRANT_REFUSED],
  refresh_token_expired: ['invalid_grant', GRANT_REFUSED],
  refresh_token_reused: ['invalid_grant', GRANT_REFUSED],
  retry_differs: ['invalid_grant', GRANT_REFUSED],
  consent_withdrawn: ['invalid_grant', GRANT_REFUSED],
  rights_changed: ['invalid_grant', GRANT_REFUSED],
  revoked_by_client: ['invalid_grant', GRANT_REFUSED],
  revoked_by_administrator: ['invalid_grant', GRANT_REFUSED],
  grant_expired: ['invalid_grant', GRANT_REFUSED],
  account_blocked: ['invalid_grant', GRANT_REFUSED],
  account_changed: ['invalid_grant', GRANT_REFUSED],
  client_changed: ['invalid_grant', GRANT_REFUSED],
  tenant_changed: ['invalid_grant', GRANT_REFUSED],
} as const satisfies Record<string, readonly [TokenErrorCode | InvalidClientResponse['error'], string]>

export type ClientRefusal = keyof typeof CLIENT_REFUSALS
export type TokenRefusal = keyof typeof TOKEN_REFUSALS

export interface RefusedTokenRequest<Reason extends TokenRefusal = TokenRefusal> {
  readonly outcome: 'refused'
  readonly reason: Reason
  /** Whose grant it was about, for the operator. */
  readonly about?: EventSubjects
}

/** The client did not show who it is. */
export type RefusedClient = RefusedTokenRequest<ClientRefusal>

export function refuse<Reason extends TokenRefusal>(
  reason: Reason,
  about?: EventSubjects,
): RefusedTokenRequest<Reason> {
  return about === undefined ? { outcome: 'refused', reason } : { outcome: 'refused', reason, about }
}
