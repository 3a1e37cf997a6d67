import { AuthorizationRefusedError } from './authorization-refused-error.ts'
import { AuthorizationResponseError } from './authorization-response-error.ts'
import { BearerError } from './bearer-error.ts'
import { GrantEndedError } from './grant-ended-error.ts'
import { HubUnreachableError } from './hub-unreachable-error.ts'
import { MetadataError } from './metadata-error.ts'
import { OAuthError } from './oauth-error.ts'
import { StoreError } from './store-error.ts'
import { UnexpectedResponseError } from './unexpected-response-error.ts'

/**
 * Everything that the client throws, told apart by `kind`. Beside it there are only the caller's own abort reason, and
 * a `TypeError` for options that cannot work.
 */
export type HubClientError =
  | HubUnreachableError
  | UnexpectedResponseError
  | MetadataError
  | OAuthError
  | BearerError
  | AuthorizationResponseError
  | AuthorizationRefusedError
  | GrantEndedError
  | StoreError

const classes = [
  HubUnreachableError,
  UnexpectedResponseError,
  MetadataError,
  OAuthError,
  BearerError,
  AuthorizationResponseError,
  AuthorizationRefusedError,
  GrantEndedError,
  StoreError,
] as const

export function isHubClientError(value: unknown): value is HubClientError {
  return classes.some((HubError) => value instanceof HubError)
}
