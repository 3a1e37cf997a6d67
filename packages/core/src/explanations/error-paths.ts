import { AUTHORIZATION_REFUSALS, type AuthorizationRefusal } from '../authorization/errors.ts'
import { BEARER_REFUSALS, type BearerRefusal } from '../bearer/errors.ts'
import { TOKEN_REFUSALS, type TokenRefusal } from '../token/errors.ts'
import type { PublicErrorCode } from './public-error.ts'
import { PUBLIC_ERRORS } from './public-errors.ts'

/** Where a tenant explains an error, below its issuer. */
export function errorPath(code: PublicErrorCode): string {
  return `/errors/${code}`
}

/** Where on the page of its error a description is explained. */
export function anchorOf(description: string): string {
  return description
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/**
 * What follows the issuer in the `error_uri` of each refusal; RFC 6749 appendix A.9. Reasons that the wire does not tell
 * apart have the same.
 */
export const TOKEN_ERROR_PATHS: Readonly<Record<TokenRefusal, string>> = pathsOf(TOKEN_REFUSALS)
export const AUTHORIZATION_ERROR_PATHS: Readonly<Record<AuthorizationRefusal, string>> = pathsOf(AUTHORIZATION_REFUSALS)
export const BEARER_ERROR_PATHS: Readonly<Record<BearerRefusal, string>> = pathsOf(BEARER_REFUSALS)

function pathsOf<Reason extends string>(
  refusals: Readonly<Record<Reason, readonly [PublicErrorCode, string]>>,
): Record<Reason, string> {
  const paths = Object.entries<readonly [PublicErrorCode, string]>(refusals).map(([reason, refusal]) => [
    reason,
    pathOf(refusal),
  ])
  // The same keys, each with a text.
  return Object.fromEntries(paths) as Record<Reason, string>
}

function pathOf([code, description]: readonly [PublicErrorCode, string]): string {
  const several = Object.keys(PUBLIC_ERRORS[code].cases).length > 1
  return several ? `${errorPath(code)}#${anchorOf(description)}` : errorPath(code)
}
