import type { EventType, Id, TenantStorage } from '@identity-hub/core'
import { administrativeEvent, done, type Administration, type Result } from '../administration.ts'
import { roleToKeep } from './administrators.ts'
import { changeUser } from './change-user.ts'
import type { UserChange } from './user.ts'

export type StatusChange = 'block' | 'unblock' | 'archive' | 'restore' | 'erase'

const types = {
  block: 'account.blocked',
  unblock: 'account.unblocked',
  archive: 'account.archived',
  restore: 'account.restored',
  erase: 'account.erased',
} as const satisfies Record<StatusChange, EventType>

/** What ends their sessions and grants ends them for good; what lets them in again revives nothing. */
export function changeUserStatus(
  administration: Administration,
  storage: TenantStorage,
  id: Id,
  kind: StatusChange,
): Promise<Result<UserChange>> {
  const keepOneOf = kind === 'unblock' || kind === 'restore' ? null : roleToKeep(storage)
  return changeUser(administration, storage, id, ({ account }) => {
    if (kind === 'erase' && account.erasedAt !== null) return done(null)
    return done({
      change: { kind },
      events: [administrativeEvent(administration, types[kind], {}, { subject: id })],
      ...(keepOneOf !== null && { keepOneOf }),
    })
  })
}
