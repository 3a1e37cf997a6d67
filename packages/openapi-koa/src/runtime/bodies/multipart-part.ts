import type { Readable } from 'node:stream'

/**
 * One part of a multipart body that nobody has checked, while it arrives. What is not read of it when the next one is asked
 * for is skipped.
 */
export interface MultipartPart {
  /** Empty when it has none, as in `multipart/mixed`. */
  readonly name: string
  /** As the sender calls it, a name without folders; never a safe path. Undefined: the part is no file. */
  readonly filename: string | undefined
  /** As it was sent; `text/plain` without one, as RFC 7578 §4.4 wants. */
  readonly contentType: string
  readonly stream: Readable
}
