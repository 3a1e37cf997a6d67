/** What our web apps stand on: people who sign in through a hub, their tokens kept on the server, and plain pages. */
export { answerPage, htmlType, redirect } from './browser/answer.ts'
export { contentSecurityPolicy } from './browser/content-security-policy.ts'
export { createCookies, type Cookies } from './browser/cookies.ts'
export { csrfToken, isCsrfToken } from './browser/csrf-token.ts'
export { describeError } from './browser/describe-error.ts'
export { logRequests } from './browser/log-requests.ts'
export { readForm } from './browser/read-form.ts'
export { createRecentFinishes, type Finish, type RecentFinishes } from './browser/recent-finishes.ts'
export { securityHeaders } from './browser/security-headers.ts'
export { createGrants, type Grant, type GrantHistory, type Grants, type OwnEndReason } from './database/grants.ts'
export { openDatabase, transaction } from './database/open-database.ts'
export {
  createPendingAuthorizations,
  pendingSeconds,
  type PendingAuthorizations,
} from './database/pending-authorizations.ts'
export { hashOf, randomId } from './database/random-id.ts'
export { createSealer, type Sealer } from './database/sealer.ts'
export { sealingKey } from './database/sealing-key.ts'
export { createSessions, sessionIdleSeconds, type Session, type Sessions } from './database/sessions.ts'
export { signInTables } from './database/sign-in-tables.ts'
export { readVariables, type VariableReader } from './environment/read-variables.ts'
export {
  SECURE_FORM,
  parseDatabaseUrl,
  parseIssuer,
  parseKey,
  parseOrigin,
  parseScope,
  visible,
  wholeNumber,
} from './environment/values.ts'
export { runApp, type AppProgram } from './process/run-app.ts'
