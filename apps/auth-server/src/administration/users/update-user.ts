import {
  checkClaims,
  checkDisplayName,
  checkEmail,
  type Account,
  type HubEvent,
  type Id,
  type TenantStorage,
} from '@identity-hub/core'
import { administrativeEvent, conflict, done, type Administration, type Result } from '../administration.ts'
import { refuseMembers } from '../check-members.ts'
import { changeUser } from './change-user.ts'
import { changedMembers, type ChangedMembers } from './changed-members.ts'
import type { UserChange } from './user.ts'

/** What is left out stays. */
export interface UserSettings {
  readonly name?: string
  readonly email?: string
  /** Left out: false once the address is another one. */
  readonly emailVerified?: boolean
  /** All of them. */
  readonly claims?: Account['claims']
}

/** @param expectedRevision null: whatever it is */
export async function updateUser(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
  settings: UserSettings,
  expectedRevision: number | null,
): Promise<Result<UserChange>> {
  const { name, email, claims } = settings
  const refusal = refuseMembers({
    '/name': name === undefined ? null : checkDisplayName(name),
    '/email': email === undefined ? null : checkEmail(email),
    '/claims': claims === undefined ? null : checkClaims(claims),
  })
  if (refusal !== null) return refusal
  return changeUser(administration, storage, id, ({ account }) => {
    if (expectedRevision !== null && account.revision !== expectedRevision)
      return conflict('the user has changed; read it again')
    const profile = profileWith(account, settings)
    const ofProfile = changedMembers(viewProfile(account), viewProfile(profile))
    const ofClaims = changedMembers(account.claims, claims ?? account.claims)
    const events = [
      ...describeChange(administration, id, 'account.changed', ofProfile),
      ...describeChange(administration, id, 'account.claims_changed', ofClaims),
    ]
    if (events.length === 0) return done(null)
    return done({ change: { kind: 'update', profile, ...(ofClaims !== null && { claims }) }, events })
  })
}

type Profile = Pick<Account, 'displayName' | 'userName' | 'emailAddress' | 'emailVerified'>

function profileWith(account: Account, settings: UserSettings): Profile {
  const emailAddress = settings.email ?? account.emailAddress
  const isOther = emailAddress !== account.emailAddress
  return {
    displayName: settings.name?.trim() ?? account.displayName,
    // Who signs in with the address goes on doing so.
    userName:
      isOther && account.userName === account.emailAddress ? (emailAddress ?? account.userName) : account.userName,
    emailAddress,
    emailVerified: settings.emailVerified ?? (account.emailVerified && !isOther),
  }
}

function viewProfile({ displayName, userName, emailAddress, emailVerified }: Profile) {
  return { name: displayName, user_name: userName, email: emailAddress, email_verified: emailVerified }
}

// Names of what changed stay; as it was and is goes with the person.
function describeChange(
  administration: Administration,
  id: Id,
  type: 'account.changed' | 'account.claims_changed',
  members: ChangedMembers | null,
): readonly HubEvent[] {
  if (members === null) return []
  const { names, before, after } = members
  const event = administrativeEvent(administration, type, { changed: names }, { subject: id })
  return [{ ...event, personal: { before, after } }]
}
