import type { HubClient } from '@identity-hub/client'
import type { Logger } from 'pino'
import { describeError } from '@identity-hub/web-app'
import type { Storage } from '../database/storage.ts'
import type { HubPresence } from '../hub/hub-presence.ts'
import { callForGrant, type CallOutcome } from './call-for-grant.ts'

export interface JobDependencies {
  readonly hub: HubClient
  readonly presence: HubPresence
  readonly storage: Storage
  readonly clock: () => number
  readonly log: Logger
}

const parallelCalls = 4

/**
 * One run: for each living grant, whether or not anybody is there, one call and one entry in its timeline. When the hub
 * is away, the rest of the run is spared.
 */
export async function runJob(dependencies: JobDependencies, signal: AbortSignal): Promise<void> {
  const { presence, storage, clock, log } = dependencies
  storage.purge(clock())
  const waiting = storage.grants.living()
  if (waiting.length === 0) return
  let isAway = (await presence.checkNow()) === 'away'
  const counts: Record<string, number> = {}

  async function work(): Promise<void> {
    for (let grantId = waiting.shift(); grantId !== undefined; grantId = waiting.shift()) {
      const outcome = isAway ? away : await call(dependencies, grantId, signal)
      if (signal.aborted) return
      const event = outcome.event?.event ?? 'ended'
      counts[event] = (counts[event] ?? 0) + 1
      isAway ||= event === 'hub-away'
      // The person may have ended the grant meanwhile; then there is nothing to add to it.
      if (outcome.event && storage.grants.find(grantId)?.end === undefined) {
        storage.timeline.add(grantId, outcome.event, { at: clock(), requestId: outcome.requestId })
      }
      if (outcome.error !== undefined) log.warn({ grantId, error: describeError(outcome.error) }, 'job call')
    }
  }

  await Promise.all(Array.from({ length: parallelCalls }, work))
  log.info({ ...counts }, 'job ran')
}

const away: CallOutcome = { event: { event: 'hub-away' } }

/** A failure of this app itself is one grant's, not the whole run's. */
async function call(dependencies: JobDependencies, grantId: string, signal: AbortSignal): Promise<CallOutcome> {
  const { hub, storage, clock } = dependencies
  try {
    return await callForGrant({ hub, grants: storage.grants, clock }, grantId, signal)
  } catch (error) {
    return { event: { event: 'failed', reason: 'app-error' }, error }
  }
}
