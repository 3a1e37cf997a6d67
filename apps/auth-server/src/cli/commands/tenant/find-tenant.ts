import { ManagementError, type Answer } from '@identity-hub/client/management'
import { noSuchTenant } from '../../explain-missing-tenant.ts'
import type { ManagedHub } from '../../manage.ts'
import { Refused } from '../../refused.ts'

/** A tenant as those see it who administer all of them, and the state that a change rests on. */
export async function findTenant(
  hub: ManagedHub,
  slug: string,
): Promise<{ readonly body: Answer<'getTenant'>['body']; readonly etag: string }> {
  try {
    const { body, etag } = await hub.of('hub').getTenant({ path: { slug } })
    return { body, etag: etag ?? '*' }
  } catch (error) {
    if (!(error instanceof ManagementError) || error.code !== 'not_found') throw error
    throw new Refused(await noSuchTenant(hub.connection, slug))
  }
}
