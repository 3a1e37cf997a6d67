import {
  checkClientSettings,
  type ClientSettings,
  type ClientSettingsInput,
  type TenantStorage,
} from '@identity-hub/core'
import { administrativeEvent, conflict, done, type Administration, type Result } from '../administration.ts'
import type { ClientChange } from '../change-client-status.ts'
import { refusedMembers } from '../check-members.ts'
import { changedMembers, describeChange } from '../describe-change.ts'
import { findClient, noSuchClient } from '../find-client.ts'
import { onLatest } from '../on-latest.ts'
import { refuseGiving, refuseReaching } from './client-authority.ts'
import { noSuchScope } from './register-client.ts'
import { refuseUnknownRole, rolesOf } from './required-role.ts'

export interface UpdateClientInput {
  readonly clientId: string
  /** What is left out stays. */
  readonly changes: Partial<ClientSettingsInput>
  /** null: whatever it is. */
  readonly expectedRevision: number | null
}

/** What it is called, where it returns to, what it may ask for and for how long. The result is checked as a new one is. */
export function updateClient(
  administration: Administration,
  storage: TenantStorage,
  input: UpdateClientInput,
): Promise<Result<ClientChange>> {
  return onLatest(input.expectedRevision, () => update(administration, storage, input))
}

async function update(
  administration: Administration,
  storage: TenantStorage,
  input: UpdateClientInput,
): Promise<Result<ClientChange>> {
  const { clientId, changes, expectedRevision } = input
  const found = await findClient(storage, clientId)
  if (!found.ok) return found
  const { value: client } = found
  const reaching = refuseReaching(administration, client)
  if (reaching !== null) return reaching

  const lifetimes = { ...client, ...changes.lifetimes }
  const checked = checkClientSettings({ ...client, ...changes, lifetimes }, client.type, {
    serverOriginIsLoopbackHttp: administration.originIsLoopbackHttp,
  })
  if (!checked.ok) return refusedMembers(checked)
  const { settings } = checked.value
  const giving = refuseGiving(administration, settings.scopes)
  if (giving !== null) return giving
  const isNewRole = settings.requiredRole !== client.requiredRole
  const noRole = isNewRole ? await refuseUnknownRole(storage, settings.requiredRole) : null
  if (noRole !== null) return noRole

  const changed = await storage.changeClient({
    clientId,
    change: { kind: 'update', settings: changedMembers<ClientSettings>(client, settings) },
    neededRoles: isNewRole ? rolesOf(settings.requiredRole) : [],
    // What was checked is what the change rests on.
    expectedRevision: expectedRevision ?? client.revision,
    now: administration.now(),
    events: [
      administrativeEvent(
        administration,
        'client.changed',
        { clientId, ...describeChange<ClientSettings>(client, settings) },
        { client: client.id },
      ),
    ],
  })
  switch (changed.outcome) {
    case 'changed':
    case 'unchanged':
      return done({ client: changed.client, changed: changed.outcome === 'changed' })
    case 'conflict':
      return conflict('the client has changed; read it again')
    case 'unknown-role':
      // Deleted just now: looked at anew, it is told where it stands.
      return update(administration, storage, input)
    case 'unknown-scope':
      return noSuchScope(storage, settings.scopes, changed.scope)
    case 'unknown':
      return noSuchClient(storage, clientId)
  }
}
