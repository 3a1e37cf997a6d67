/** Nothing was generated, and the mistake is not in the document. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun'
}
