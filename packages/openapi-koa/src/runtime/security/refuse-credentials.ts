import type { Reading, SecurityPlan } from './plan-security.ts'
import type { SecurityFailure } from './security-type.ts'

/** A reading of credentials that did not do. */
export interface RefusedReading {
  readonly reading: Reading
  readonly status: 401 | 403
  readonly reason: 'malformed' | 'refused'
  readonly challenge?: string | undefined
  readonly message?: string | undefined
}

/** Makes one failure of the refusals of a request. Without any, credentials are missing. */
export function refuseCredentials(plan: SecurityPlan, refusals: readonly RefusedReading[]): SecurityFailure {
  const { operationId } = plan
  // A reading that knows the caller says more than one that does not.
  const told =
    refusals.find(({ status }) => status === 403) ?? refusals.find(({ reason }) => reason === 'refused') ?? refusals[0]
  const status = told?.status ?? 401
  const challenges = [...new Set(challengesOf(plan, refusals, status))]
  if (!told) return { operationId, status, reason: 'missing', challenges, message: missing(plan) }
  const { reason, reading, message = sentence(told) } = told
  return { operationId, status, reason, scheme: reading.scheme, challenges, message }
}

function challengesOf({ readings }: SecurityPlan, refusals: readonly RefusedReading[], status: 401 | 403): string[] {
  // 403 tells only what would help this caller; 401 has to offer every way in. RFC 9110 §15.5.2, §15.5.4
  const challenged =
    status === 403 ? refusals.filter((refusal) => refusal.status === 403).map(({ reading }) => reading) : readings
  return challenged.flatMap((reading) => {
    const refusal = refusals.find((one) => one.reading === reading)
    return refusal?.challenge ?? challengeOf(reading, refusal) ?? []
  })
}

function challengeOf({ scheme, entry, scopes }: Reading, refusal: RefusedReading | undefined): string | undefined {
  const realm = `realm=${quoted(scheme)}`
  switch (entry.type) {
    case 'basic':
      // RFC 7617 §2.1
      return refusal?.status === 403 ? undefined : `Basic ${realm}, charset="UTF-8"`
    case 'bearer':
      return `Bearer ${[realm, ...bearerError(scopes, refusal)].join(', ')}`
    case 'http':
      return refusal?.status === 403 ? undefined : entry.scheme
    case 'apiKey':
    case 'mutualTLS':
      return undefined
  }
}

/** RFC 6750 §3.1: no error where no token was sent. */
function bearerError(scopes: readonly string[], refusal: RefusedReading | undefined): string[] {
  if (!refusal) return []
  if (refusal.status === 401) return ['error="invalid_token"']
  return ['error="insufficient_scope"', ...(scopes.length > 0 ? [`scope=${quoted(scopes.join(' '))}`] : [])]
}

/** RFC 9110 §5.6.4 */
function quoted(text: string): string {
  return `"${text.replaceAll(/[^\x20-\x7e]/g, '').replaceAll(/["\\]/g, '\\$&')}"`
}

function missing({ alternatives }: SecurityPlan): string {
  const named = alternatives
    .filter((alternative) => alternative.length > 0)
    .map((alternative) => alternative.map(({ scheme }) => scheme).join(' with '))
  return `Credentials are missing; there must be ${[...new Set(named)].join(', or ')}.`
}

function sentence({ reading, reason, status }: RefusedReading): string {
  if (reason === 'malformed') return `The credentials for ${reading.scheme} are malformed.`
  return status === 403
    ? `The credentials for ${reading.scheme} do not allow this.`
    : `The credentials for ${reading.scheme} are not accepted.`
}
