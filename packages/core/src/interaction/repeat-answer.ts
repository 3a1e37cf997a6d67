import { codeResponseLocation, errorResponseLocation } from '../authorization/authorization-response.ts'
import { hashesEqual } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { Interaction } from '../storage/records.ts'
import { deriveCode } from './derive-code.ts'
import type { ResponseOutcome } from './issue-code.ts'
import type { AuthorizationSettings, SignedIn } from './settings.ts'

/**
 * The answer to a form that was sent again by the browser and the person who decided: what was answered before, as long
 * as the code was not used. A browser keeps only the last answer when a button is pressed twice.
 */
export async function repeatAnswer(
  settings: AuthorizationSettings,
  { id, request, accountId }: Interaction,
  person: SignedIn | null,
  { now }: RequestFacts,
): Promise<Extract<ResponseOutcome, { outcome: 'respond' | 'already-decided' }>> {
  if (person === null || person.account.id !== accountId) return { outcome: 'already-decided' }
  const target = { redirectUri: request.redirectUri, state: request.state, issuer: settings.issuer }
  const found = await settings.storage.findCode(id)
  if (found.outcome === 'unknown') {
    const reason = 'denied_by_resource_owner'
    return { outcome: 'respond', location: errorResponseLocation(target, reason), reason }
  }
  const code = deriveCode(settings, id)
  const isSame = hashesEqual(found.code.codeHash, code.hash)
  if (!isSame || found.code.usedAt !== null || now >= found.code.expiresAt) return { outcome: 'already-decided' }
  return { outcome: 'respond', location: codeResponseLocation(target, code.value), reason: null }
}
