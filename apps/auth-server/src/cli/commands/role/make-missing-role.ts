import { ManagementError, type ManagementClient } from '@identity-hub/client/management'

/** Makes a role by naming it, unless it is there. */
export async function makeMissingRole(client: ManagementClient, name: string): Promise<void> {
  try {
    await client.getRole({ path: { role: name } })
  } catch (error) {
    if (!(error instanceof ManagementError) || error.code !== 'not_found') throw error
    await client.createRole({ body: { name } })
  }
}
