import type { Refusal } from '../parameters/check-parameters.ts'

/**
 * What reading a stream of a request throws when the rest of the body turns out to be too long or broken. A handler that
 * lets it through has its request answered as invalid, with 413 or 400.
 */
export class InvalidBody extends Error {
  override readonly name = 'InvalidBody'
  readonly refusal: Refusal

  constructor(reason: Refusal['reason'], detail?: string) {
    super(`The body cannot be read on: ${detail ?? reason}.`)
    this.refusal = bodyRefusal(reason, detail)
  }
}

/** Only the content as a whole is 413; one large parameter in it is a bad request. RFC 9110 §15.5.14 */
export function bodyRefusal(reason: Refusal['reason'], detail?: string): Refusal {
  return { reason, path: [], ...(detail !== undefined && { detail }), ...(reason === 'too-large' && { status: 413 }) }
}

/** What is wrong with the body when that is what was thrown, also as the cause of something else. */
export function refusalOfThrown(thrown: unknown): Refusal | undefined {
  let error = thrown
  for (let depth = 0; depth < 8 && error instanceof Error; depth += 1) {
    if (error instanceof InvalidBody) return error.refusal
    error = error.cause
  }
  return undefined
}
