import type * as wire from '@identity-hub/api-types/management'
import type { ScopeSettings } from '@identity-hub/core'

/** What is left out stays out. */
export function scopeInputOf(body: wire.ScopeChanges): Partial<ScopeSettings> {
  return {
    ...(body.description !== undefined && { description: body.description }),
    ...(body.required_roles !== undefined && { requiredRoles: body.required_roles }),
    ...(body.required_claim !== undefined && { requiredClaim: body.required_claim }),
    ...(body.access_token_seconds !== undefined && { accessTokenSeconds: body.access_token_seconds }),
  }
}
