import { ManagementError, type ManagementClient } from '@identity-hub/client/management'

/** Makes a role by naming it, unless it is there. What to say of it: the name may have been misspelt. */
export async function makeMissingRole(client: ManagementClient, name: string): Promise<readonly string[]> {
  try {
    await client.getRole({ path: { role: name } })
    return []
  } catch (error) {
    if (!(error instanceof ManagementError) || error.code !== 'not_found') throw error
    await client.createRole({ body: { name } })
    return [`There was no role ${name} before; it was made.`]
  }
}
