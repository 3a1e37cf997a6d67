import type { SignInRefusal } from '../account/verify-password.ts'
import type { AuthorizationRefusal, PageReason } from '../authorization/errors.ts'
import type { BearerRefusal } from '../bearer/errors.ts'
import type { ClientRefusal, TokenRefusal } from '../token/errors.ts'
import type { ThrottledTokenRequest } from '../token/secret-guesses.ts'
import type { Problem } from '@identity-hub/api-types/management'
import type { EventType } from './events.ts'

type RefusedAboutToken = ClientRefusal | ThrottledTokenRequest['reason'] | 'token_of_another_client'

/** Which reasons an event of a refusal can have. Each of them has an entry in the catalogue of explanations. */
export interface RefusalReasons {
  readonly 'account.sign_in_refused': SignInRefusal
  readonly 'authorization.refused': PageReason | AuthorizationRefusal | 'interaction_done'
  readonly 'authorization.denied': 'denied_by_resource_owner'
  readonly 'token.refused': TokenRefusal | ThrottledTokenRequest['reason']
  readonly 'token.revocation_refused': RefusedAboutToken
  readonly 'token.introspection_refused': RefusedAboutToken
  readonly 'code.replayed': 'code_replayed'
  readonly 'code.spent': 'code_verifier_wrong'
  readonly 'refresh_token.reused': 'refresh_token_reused'
  readonly 'grant.revoked': 'rights_changed'
  readonly 'api.refused': BearerRefusal
  readonly 'management.refused': Problem['code'] | BearerRefusal
}

/** An event that tells of a refusal. */
export type RefusalType = keyof RefusalReasons & EventType
