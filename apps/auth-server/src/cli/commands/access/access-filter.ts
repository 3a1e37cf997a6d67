import { given } from '../../given.ts'
import type { ManagedHub } from '../../manage.ts'
import { findUser } from '../user/find-user.ts'

export interface AccessFilter {
  readonly tenant: string
  readonly user?: string
  readonly client?: string
}

/** Whose, and for which app, as the API asks for it. */
export async function filterOf(hub: ManagedHub, { tenant, user, client }: AccessFilter) {
  const found = user === undefined ? undefined : await findUser(hub.of(tenant), tenant, user)
  return given({ user_id: found?.id, client_id: client })
}
