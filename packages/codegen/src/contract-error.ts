/** A mistake in a contract document, told in one line. */
export class ContractError extends Error {
  override readonly name = 'ContractError'

  /** @param where a JSON pointer, or a line and column */
  constructor(document: string, message: string, where?: string | { readonly line: number; readonly col: number }) {
    const place = typeof where === 'object' ? `:${where.line}:${where.col}` : ''
    const pointer = typeof where === 'string' ? ` ${where}` : ''
    super(`${document}${place}${pointer}: ${message}`)
  }
}
