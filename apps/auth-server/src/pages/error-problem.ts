/** Every reason for which a person sees an error page instead of being sent back to the app. */
export const errorProblems = [
  'unknown-tenant',
  'not-found',
  'unknown-client',
  'invalid-redirect-uri',
  'missing-redirect-uri',
  'repeated-parameter',
  'malformed-request',
  'uri-too-long',
  'method-not-allowed',
  'stale-interaction',
  'foreign-browser',
  'csrf',
  'too-many-requests',
  'payload-too-large',
  'unsupported-media-type',
  'temporarily-unavailable',
  'internal-error',
  'account-cannot-continue',
  'password-link-used',
  'password-link-expired',
  'password-link-unknown',
] as const

export type ErrorProblem = (typeof errorProblems)[number]
