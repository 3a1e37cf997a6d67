/** The store failed, or does not keep its promise. Tokens that could not be saved were not used. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly kind = 'store'
  readonly operation: 'load' | 'save' | 'end' | 'lock'

  constructor(operation: 'load' | 'save' | 'end' | 'lock', message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.operation = operation
  }
}
