import { isHubClientError, type HubClient, type HubClientError } from '@identity-hub/client'
import type { Grants } from '@identity-hub/web-app'
import type { TimelineEvent } from '../database/timeline.ts'

/** How a call for one grant went. Without an event, the store has already written it down. */
export interface CallOutcome {
  readonly event?: TimelineEvent
  readonly requestId?: string | undefined
  readonly error?: unknown
}

/** Calls the identity API for one grant, refreshing when needed. Throws only the caller's abort. */
export async function callForGrant(
  { hub, grants, clock }: { readonly hub: HubClient; readonly grants: Grants; readonly clock: () => number },
  grantId: string,
  signal?: AbortSignal,
): Promise<CallOutcome> {
  try {
    const identity = await hub.getIdentity({ grantId }, { signal })
    grants.rememberIdentity(grantId, identity)
    return { event: { event: 'called', status: 200 } }
  } catch (error) {
    signal?.throwIfAborted()
    if (!isHubClientError(error)) throw error
    return outcomeOf(error)
  }

  function outcomeOf(error: HubClientError): CallOutcome {
    const requestId = 'requestId' in error ? error.requestId : undefined
    if (error.kind === 'hub-unreachable') return { event: { event: 'hub-away' }, requestId, error }
    if (error.kind === 'bearer') {
      const { status, error: reason } = error
      return { event: { event: 'called', status, ...(reason !== undefined && { reason }) }, requestId, error }
    }
    if (error.kind === 'grant-ended') {
      // The hub has not ended such a grant, but nothing can be done with it any more.
      if (error.reason === 'no-refresh-token') grants.end(grantId, error.reason, clock())
      return { error }
    }
    if (error.kind === 'store') throw error
    const reason = error.kind === 'oauth' ? error.error : error.kind === 'metadata' ? error.problem : error.kind
    return { event: { event: 'failed', reason }, requestId, error }
  }
}
