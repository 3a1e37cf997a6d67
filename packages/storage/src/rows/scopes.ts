import type { Scope } from '@identity-hub/core'
import { fromJson } from './values.ts'

export interface ScopeRow {
  readonly name: string
  readonly description: string
  readonly requiredRoles: string
  readonly requiredClaim: string | null
  readonly requiredClaimValue: string | null
  readonly accessTokenSeconds: number | null
  readonly revision: number
}

export const toScope = (row: ScopeRow): Scope => ({
  name: row.name,
  description: fromJson(row.description),
  requiredRoles: fromJson(row.requiredRoles),
  requiredClaim: row.requiredClaim === null ? null : { name: row.requiredClaim, value: row.requiredClaimValue },
  accessTokenSeconds: row.accessTokenSeconds,
  revision: row.revision,
})
