import { isDeepStrictEqual } from 'node:util'
import type { Scope } from '@identity-hub/core'

/** Whether somebody could have the scope who could not before, or the other way round. */
export const changesRights = (before: Scope, after: Scope): boolean =>
  !isDeepStrictEqual(
    [before.requiredRoles.toSorted(), before.requiredClaim],
    [after.requiredRoles.toSorted(), after.requiredClaim],
  )
