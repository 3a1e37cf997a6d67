import type * as wire from '@identity-hub/api-types/management'
import type { NewUser } from '../administration/users/new-user.ts'
import type { UserSettings } from '../administration/users/update-user.ts'

/** Members of the wire as the use cases have them; what is left out stays out. */
export function newUserOf(body: wire.NewUser): NewUser {
  const { password_hash: passwordHash, email_verified: emailVerified, password, claims, roles } = body
  return {
    email: body.email,
    name: body.name,
    ...(emailVerified !== undefined && { emailVerified }),
    ...(password !== undefined && { password }),
    ...(passwordHash !== undefined && { passwordHash }),
    ...(claims !== undefined && { claims }),
    ...(roles !== undefined && { roles }),
  }
}

export function userSettingsOf({ name, email, email_verified: emailVerified, claims }: wire.UserChanges): UserSettings {
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(emailVerified !== undefined && { emailVerified }),
    ...(claims !== undefined && { claims }),
  }
}
