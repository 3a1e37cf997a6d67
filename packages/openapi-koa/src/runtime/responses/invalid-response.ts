/**
 * An answer that the document does not have: a bug of the handler. Thrown, so that the application answers 500 and logs.
 * It has no `status`, because Koa would answer with it.
 */
export class InvalidResponse extends Error {
  override readonly name = 'InvalidResponse'
  readonly operationId: string
  /** What the handler answered. */
  readonly responseStatus: number
  /** Where in the answer: `['body', 'items', 0, 'id']`, `['headers', 'X-Total']`. */
  readonly path: readonly (string | number)[]
  /** A clause without a subject: `must be integer`. It never repeats a value. */
  readonly issue: string

  constructor(operationId: string, responseStatus: number, path: readonly (string | number)[], issue: string) {
    super(`${operationId} answered ${responseStatus}, and its ${path.map(printed).join('.')} ${issue}.`)
    this.operationId = operationId
    this.responseStatus = responseStatus
    this.path = path
    this.issue = issue
  }
}

/** A member may have any name; a log has lines. */
function printed(step: string | number): string {
  return typeof step === 'number' || /^[\w$-]{1,100}$/.test(step) ? String(step) : JSON.stringify(step.slice(0, 100))
}
