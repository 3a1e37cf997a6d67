/** Steps into a document, from its root. */
export type Steps = readonly (string | number)[]

/** As a JSON pointer in a URI fragment (RFC 6901 §6), but for characters that a reader would rather see. */
export function pointerOf(steps: Steps): string {
  return `#${steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}

/** The document asks for something that cannot be generated. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  /** Where in the document, as a JSON pointer (RFC 6901). */
  readonly pointer: string

  constructor(message: string, steps: Steps) {
    super(message)
    this.pointer = pointerOf(steps)
  }
}
