import type { Refusal } from '../parameters/check-parameters.ts'
import { parseMediaType } from '../media-type.ts'
import type { LooseParameters } from '../request-type.ts'
import type { ContentPlan } from './body-plan.ts'

export type CheckedBody =
  | {
      readonly ok: true
      readonly value: unknown
      /** As the document writes it; undefined: there is no body. */
      readonly contentType?: string
      /** What was sent where the document has a range, in lower case and without parameters. */
      readonly mediaType?: string
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly input?: LooseParameters }

/** @param name one that the document has */
export function refused(reason: Refusal['reason'], name?: string): CheckedBody & { ok: false } {
  return { ok: false, refusal: { reason, path: name === undefined ? [] : [name], ...(name !== undefined && { name }) } }
}

/** @param header Content-Type as it was sent */
export function accepted(
  { contentType, isRange }: ContentPlan,
  value: unknown,
  header: string | undefined,
): CheckedBody {
  if (!isRange) return { ok: true, value, contentType }
  return {
    ok: true,
    value,
    contentType,
    mediaType: parseMediaType(header ?? '')?.essence ?? 'application/octet-stream',
  }
}

/** A schema that refers to itself is checked by a function that calls itself, and JSON can be nested deeper than calls. */
export function refusedAsTooDeep(thrown: unknown): CheckedBody {
  if (!(thrown instanceof RangeError)) throw thrown
  return { ok: false, refusal: { reason: 'invalid', path: [], detail: 'it is nested too deeply' } }
}
