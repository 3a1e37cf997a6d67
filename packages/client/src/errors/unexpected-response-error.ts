/** Something answered, but not as the contract says: a redirect, no JSON, a missing member, a body without end. */
export class UnexpectedResponseError extends Error {
  override readonly name = 'UnexpectedResponseError'
  readonly kind = 'unexpected-response'
  readonly status: number
  readonly requestId: string | undefined

  constructor(message: string, details: { readonly status: number; readonly requestId?: string | undefined }) {
    super(message)
    this.status = details.status
    this.requestId = details.requestId
  }
}
