import { isHubClientError, type HubClient } from '@identity-hub/client'

/** Can people sign in, and calls go out, right now? */
export type Presence =
  | 'here'
  /** It cannot be reached, or answers that it cannot serve. */
  | 'away'
  /** It answers, but not as the hub of this app: a wrong issuer, or no such tenant. */
  | 'unusable'

export interface HubPresence {
  check(): Promise<Presence>
  /** Asks even if the last answer is fresh. */
  checkNow(): Promise<Presence>
}

const freshMilliseconds = 2_000
const patienceMilliseconds = 1_500

/** Asks the hub for its metadata, at most every two seconds for all pages together. */
export function hubPresence(hub: HubClient, clock: () => number): HubPresence {
  let last: { readonly presence: Promise<Presence>; readonly at: number } | undefined

  async function ask(): Promise<Presence> {
    try {
      await hub.getMetadata({ revalidate: true, signal: AbortSignal.timeout(patienceMilliseconds) })
      return 'here'
    } catch (error) {
      return isHubClientError(error) && error.kind !== 'hub-unreachable' ? 'unusable' : 'away'
    }
  }

  function checkNow(): Promise<Presence> {
    const presence = ask()
    last = { presence, at: clock() }
    return presence
  }

  return {
    checkNow,
    check: async () => (last && clock() - last.at < freshMilliseconds ? last.presence : checkNow()),
  }
}
