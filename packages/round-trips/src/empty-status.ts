/** Answers with these have no content, whatever a document says. RFC 9110 §6.4.1 */
export function isEmptyStatus(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}
