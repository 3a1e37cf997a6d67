import { details } from '../../report.ts'
import type { FoundUser } from './find-user.ts'

/** For people. */
export function describeUser(user: Omit<FoundUser, 'etag'>): string {
  return details({
    id: user.id,
    'e-mail': user.email === null ? null : `${user.email}${user.email_verified ? ' (verified)' : ''}`,
    'signs in as': user.user_name,
    name: user.name,
    status: user.erased_at === null ? user.status : 'erased',
    roles: user.roles,
    claims: Object.entries(user.claims).map(([name, value]) => `${name}=${value}`),
    created: user.created_at,
  })
}
