import type { Readable } from 'node:stream'

/** A file out of a multipart body, whole and within its limits. It is gone when the request has been answered. */
export interface UploadedFile {
  /** As the sender calls it, a name without folders; never a safe path. Undefined: it has none. */
  readonly filename: string | undefined
  /** As the sender says, which proves nothing; without one `text/plain`, as RFC 7578 §4.4 wants. */
  readonly contentType: string
  readonly sizeBytes: number
  /** From its beginning, each time. */
  stream(): Readable
  bytes(): Promise<Buffer>
}
