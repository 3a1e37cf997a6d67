import { managementOf, type Administrator } from './management.ts'
import type { RegisteredPerson } from './registration.ts'

/** Takes the person's password away. Returns the link with which they choose another. */
export async function sendPasswordLink(administrator: Administrator, { id }: RegisteredPerson): Promise<string> {
  const { body } = await managementOf(administrator).resetPassword({ path: { user_id: id } })
  if (body.link === null) throw new Error('the password was not taken away')
  return body.link.url
}
