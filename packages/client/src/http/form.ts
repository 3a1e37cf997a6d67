/** The one content type of a body that this client sends. RFC 6749 §4.1.3 */
export const formContentType = 'application/x-www-form-urlencoded'

/** A member that is undefined is left out; anything else that is not text is a bug. */
export function serializeForm(members: unknown): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(members ?? {})) {
    if (value === undefined) continue
    if (typeof value !== 'string') throw new TypeError(`The form member ${name} is no text.`)
    form.append(name, value)
  }
  return form.toString()
}
