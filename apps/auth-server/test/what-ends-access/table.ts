import { OF_APPS } from './of-apps.ts'
import { OF_RIGHTS } from './of-rights.ts'
import { OF_USERS } from './of-users.ts'
import { cellsUnder, type Cells, type RightsChange, type Row } from './row.ts'

/** From the answer to the event on, at every replica. */
export const LONGEST_DELAY_MILLISECONDS = 1_000

export type EventId = keyof typeof OF_USERS | keyof typeof OF_RIGHTS | keyof typeof OF_APPS

/** Which event ends what: the page of the reference is made of this, and a test proves each cell. */
export const TABLE: Readonly<Record<EventId, Row>> = { ...OF_USERS, ...OF_RIGHTS, ...OF_APPS }

/** As the page shows them. */
export const GROUPS: readonly (readonly [title: string, rows: Readonly<Record<string, Row>>])[] = [
  ['Users and their sessions', OF_USERS],
  ['Rights', OF_RIGHTS],
  ['Apps and tenants', OF_APPS],
]

/** One event in a tenant with one of the settings. */
export interface Case {
  readonly id: EventId
  readonly rightsChange: RightsChange
  readonly title: string
  readonly cells: Cells
}

/** Each row once, and for each of the tenant's settings where that may matter. */
export const CASES: readonly Case[] = eventIds().flatMap((id) => {
  const row = TABLE[id]
  const settings: readonly RightsChange[] = 'removed' in row.cells ? ['removed', 'any'] : ['removed']
  return settings.map((rightsChange) => ({
    id,
    rightsChange,
    title: settings.length === 1 ? row.event : `${row.event}, rights_change: ${rightsChange}`,
    cells: cellsUnder(row, rightsChange),
  }))
})

function eventIds(): readonly EventId[] {
  // Its keys are what its type says.
  return Object.keys(TABLE) as EventId[]
}
