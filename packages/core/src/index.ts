export type * from './storage/records.ts'
export type * from './storage/port.ts'
export type * from './storage/interaction-verbs.ts'
export type * from './storage/token-verbs.ts'
export type * from './storage/administration/administration.ts'
export type * from './storage/administration/tenants.ts'
export type * from './storage/administration/clients.ts'
export type * from './storage/administration/scopes-and-roles.ts'
export type * from './storage/administration/accounts.ts'
export type * from './storage/administration/access.ts'
export type * from './storage/administration/events.ts'
export type * from './storage/administration/idempotency.ts'
export type * from './storage/administration/page.ts'
export type * from './events/events.ts'
export { StorageUnavailableError } from './storage/unavailable.ts'
export { instantOf, newId, randomBytes, type RandomBytes } from './issued-values/id.ts'
export {
  hashesEqual,
  hashValue,
  issueValue,
  parseIssuedValue,
  type IssuedKind,
  type IssuedValue,
} from './issued-values/issued-value.ts'
export { keptSource, type RequestFacts } from './request-facts.ts'
export { describeEvent, describeRefusal, type EventSubjects } from './events/describe-event.ts'
export { AUTHORIZATION_REFUSALS, type AuthorizationRefusal, type PageReason } from './authorization/errors.ts'
export type { LooseParameters } from './authorization/parameters.ts'
export { authorize, type AuthorizeOutcome } from './interaction/authorize.ts'
export { repeatAnswer } from './interaction/repeat-answer.ts'
export { checkOpenInteraction } from './interaction/check-open-interaction.ts'
export { continueInteraction, decideInteraction, type InteractionStep } from './interaction/continue-interaction.ts'
export type { AuthorizationSettings, SignedIn } from './interaction/settings.ts'
export { SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS } from './interaction/lifetimes.ts'
export { personOf } from './account/attempt-limits.ts'
export type { Passwords } from './account/passwords.ts'
export { verifyPassword, type PasswordAttempt, type PasswordCheck } from './account/verify-password.ts'
export { findSignedIn, signIn, signInToInteraction, type SigningBrowser, type SignInResult } from './account/sign-in.ts'
export type { NewPasswordProblem } from './account/check-new-password.ts'
export { changePassword, type ChangePasswordResult } from './account/change-password.ts'
export {
  findPasswordLink,
  usePasswordLink,
  type ClosedPasswordLink,
  type OpenPasswordLink,
  type UsedPasswordLink,
} from './account/password-link.ts'
export { listAccess, type AccountAccess, type ConnectedClient, type OpenSession } from './account/list-access.ts'
export { endAccess, endOwnSession, signOutEverywhere } from './account/end-access.ts'
export {
  HUB_ROLES,
  HUB_SCOPES,
  HUB_TENANT,
  hubScopes,
  hubScopesOf,
  isHubRole,
  isHubScope,
  type HubRole,
  type HubScope,
} from './rights/hub-rights.ts'
export { permittedScopes, permittedToClient, type HeldRights } from './rights/permitted-scopes.ts'
export { checkStanding, type StandingCheck } from './rights/check-standing.ts'
export { checkAgainWhenStale } from './check-again.ts'
export { issueToken, type TokenAnswer, type TokenSettings } from './token/issue-token.ts'
export { SecretGuesses, type ThrottledTokenRequest } from './token/secret-guesses.ts'
export { claimedClient } from './token/identify-client.ts'
export { readClientCredentials } from './token/read-client-credentials.ts'
export { hashClientSecret } from './token/authenticate-client.ts'
export { CLIENT_REFUSALS, TOKEN_REFUSALS, type ClientRefusal, type TokenRefusal } from './token/errors.ts'
export type { IssuedTokens } from './token/issued-tokens.ts'
export { formatScope } from './scope/parse-scope.ts'
export { checkAccessToken, type AccessTokenCheck } from './bearer/check-access-token.ts'
export { readBearerToken, type PresentedToken } from './bearer/read-bearer-token.ts'
export { revokeToken, type RevocationAnswer } from './revocation/revoke-token.ts'
export { introspectToken, type IntrospectionAnswer } from './introspection/introspect-token.ts'
export { TOKEN_GUESSES, TOKEN_GUESS_WINDOW_SECONDS, TokenGuesses } from './introspection/token-guesses.ts'
export { describeAuthorizationServer } from './metadata/describe-authorization-server.ts'
export { open, seal, type SealBinding } from './sealing/seal.ts'
export type { SealingKey, SealingKeys } from './sealing/sealing-keys.ts'
export * from './registration/index.ts'
export type { RefusalReasons, RefusalType } from './events/refusal-reasons.ts'
export { BEARER_REFUSALS, type BearerRefusal } from './bearer/errors.ts'
export type { LostRight } from './rights/lost-right.ts'
export * from './explanations/index.ts'
