export { builtInScopes } from './built-in-scopes.ts'
export { checkAllowedOrigin } from './check-allowed-origin.ts'
export { checkClaims, checkRequiredClaim } from './check-claims.ts'
export { checkClientId, checkClientSecret } from './check-client-id.ts'
export {
  checkClientRegistration,
  type ClientRegistration,
  type ClientRegistrationContext,
  type ClientRegistrationInput,
} from './check-client-registration.ts'
export {
  checkClientSettings,
  type CheckedClientSettings,
  type ClientSettingsInput,
  type RequestedScope,
} from './check-client-settings.ts'
export { checkEmail } from './check-email.ts'
export { checkDisplayName, checkRequiredRole, checkRoleName, checkScopeDescription } from './check-names.ts'
export { checkPassword } from './check-password.ts'
export { checkRedirectUriRegistration, type RedirectUriContext } from './check-redirect-uri-registration.ts'
export { checkScopeName, type ScopeName } from './check-scope-name.ts'
export { checkTenantSlug } from './check-tenant-slug.ts'
export { accepted, MemberProblems, refused, type Checked, type Refused, type RefusedMember } from './checked.ts'
export { issueClientSecret } from './issue-client-credentials.ts'
export { checkLifetimes, defaultLifetimes, type ClientLifetimes } from './lifetimes.ts'
export { isLoopbackHost, isLoopbackLiteral } from './loopback.ts'
export { oneOf, quoted } from './quoted.ts'
