import type { Id, NewPasswordLink, TenantStorage } from '@identity-hub/core'
import { administrativeEvent, done, notAllowed, type Administration, type Result } from '../administration.ts'
import { changeUser } from './change-user.ts'
import { issuePasswordLink, type IssuedPasswordLink } from './password-link.ts'
import type { User } from './user.ts'

/**
 * A link with which the person chooses a password, to be handed over by whoever asked for it; those before it are void.
 * A reset ends what the old password gave. An invitation is for somebody who has none.
 */
export async function sendPasswordLink(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
  purpose: NewPasswordLink['purpose'],
): Promise<Result<IssuedPasswordLink>> {
  // Planned anew, it is made anew; the last one counts.
  let issued: IssuedPasswordLink | null = null
  const changed = await changeUser(administration, storage, id, async (user) => {
    if (purpose === 'invitation' && (await hasPassword(storage, user)))
      return notAllowed('the user has a password already; reset it to give them a new one')
    const made = issuePasswordLink(administration, storage, purpose)
    issued = made.issued
    return done({
      change: { kind: 'send-password-link', link: made.link },
      events: [administrativeEvent(administration, 'account.password_link_made', { purpose }, { subject: id })],
    })
  })
  if (!changed.ok) return changed
  if (issued === null) throw new Error('a link is always made')
  return done(issued)
}

async function hasPassword(storage: TenantStorage, { account }: User): Promise<boolean> {
  const found = await storage.findAccountByIdentifier(account.userName)
  return found.outcome === 'found' && found.account.id === account.id && found.passwordHash !== null
}
