import type { DeadReason } from '../storage/token-verbs.ts'

const SENT_WRONGLY = 'Send the access token in the Authorization header only.'
const TOKEN_REFUSED = 'The access token is invalid, expired or revoked.'
const SCOPE_LACKING = 'The access token lacks the scope that this needs.'

/** Why an access token opens nothing. */
export type BearerRefusal =
  | 'token_in_query'
  | 'several_tokens'
  | 'authorization_malformed'
  | 'token_unknown'
  | 'token_expired'
  | DeadReason
  | 'token_without_account'
  | 'scope_insufficient'

/** The operator's word, and the wire's code and sentence. RFC 6750 §3.1. */
export const BEARER_REFUSALS = {
  token_in_query: ['invalid_request', SENT_WRONGLY],
  several_tokens: ['invalid_request', SENT_WRONGLY],
  authorization_malformed: ['invalid_request', SENT_WRONGLY],
  token_unknown: ['invalid_token', TOKEN_REFUSED],
  token_expired: ['invalid_token', TOKEN_REFUSED],
  code_replayed: ['invalid_token', TOKEN_REFUSED],
  refresh_token_reused: ['invalid_token', TOKEN_REFUSED],
  rights_changed: ['invalid_token', TOKEN_REFUSED],
  consent_withdrawn: ['invalid_token', TOKEN_REFUSED],
  revoked_by_client: ['invalid_token', TOKEN_REFUSED],
  revoked_by_administrator: ['invalid_token', TOKEN_REFUSED],
  grant_expired: ['invalid_token', TOKEN_REFUSED],
  account_blocked: ['invalid_token', TOKEN_REFUSED],
  account_changed: ['invalid_token', TOKEN_REFUSED],
  client_disabled: ['invalid_token', TOKEN_REFUSED],
  client_changed: ['invalid_token', TOKEN_REFUSED],
  tenant_changed: ['invalid_token', TOKEN_REFUSED],
  token_without_account: ['insufficient_scope', SCOPE_LACKING],
  scope_insufficient: ['insufficient_scope', SCOPE_LACKING],
} as const satisfies Record<
  BearerRefusal,
  readonly ['invalid_request' | 'invalid_token' | 'insufficient_scope', string]
>
