/** The document asks for something that cannot be generated. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  /** Where in the document, as a JSON pointer (RFC 6901). */
  readonly pointer: string

  constructor(message: string, steps: readonly (string | number)[]) {
    super(message)
    this.pointer = `#${steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
  }
}
