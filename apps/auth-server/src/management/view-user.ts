import type * as wire from '@identity-hub/api-types/management'
import type { Account } from '@identity-hub/core'
import type { CreatedUser } from '../administration/users/create-user.ts'
import type { IssuedPasswordLink } from '../administration/users/password-link.ts'
import type { User } from '../administration/users/user.ts'
import { instant, instantOrNull } from './views.ts'

export function viewAccount(account: Account): wire.User {
  return {
    id: account.id,
    name: account.displayName,
    user_name: account.userName,
    email: account.emailAddress,
    email_verified: account.emailVerified,
    status: account.status,
    claims: { ...account.claims },
    created_at: instant(account.createdAt),
    erased_at: instantOrNull(account.erasedAt),
  }
}

export function viewUser({ account, roles }: User): wire.UserWithRoles {
  return { ...viewAccount(account), roles: [...roles] }
}

export function viewCreatedUser({ invitation, ...user }: CreatedUser): wire.CreatedUser {
  return { ...viewUser(user), ...(invitation !== null && { invitation: viewPasswordLink(invitation) }) }
}

export function viewPasswordLink({ url, expiresAt }: IssuedPasswordLink): wire.PasswordLink {
  return { url, expires_at: instant(expiresAt) }
}

export function viewRoleNames({ account, roles }: User): wire.RoleNames {
  return { user_id: account.id, roles: [...roles] }
}
