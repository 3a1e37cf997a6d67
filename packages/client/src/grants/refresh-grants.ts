import { GrantEndedError } from '../errors/grant-ended-error.ts'
import { OAuthError } from '../errors/oauth-error.ts'
import { StoreError } from '../errors/store-error.ts'
import { abortable } from '../http/abortable.ts'
import { singleFlight } from '../http/single-flight.ts'
import type { Hub } from '../hub.ts'
import type { IssuedTokens } from '../token/parse-token-response.ts'
import { requestTokens } from '../token/request-tokens.ts'
import { withinRetryWindow } from '../token/within-retry-window.ts'
import type { TokenSet } from './token-set.ts'

/** Is this token set good enough for the caller, or does it have to be refreshed? */
export type Sufficient = (tokens: TokenSet) => boolean

export interface GrantRefresher {
  /**
   * Returns the stored token set if it is sufficient, otherwise its saved successor. Callers for one grant share one
   * refresh; an abort ends the caller's waiting, never the refresh.
   */
  refresh(grantId: string, sufficient: Sufficient, signal?: AbortSignal): Promise<TokenSet>
  /** Resolves when no refresh is under way. */
  settled(): Promise<void>
}

/** Each further round means that another process has just changed the grant. */
const maximumRounds = 5

/** RFC 6749 §6, with rotation as in RFC 9700 §4.14.2. */
export function refreshGrants(hub: Hub): GrantRefresher {
  const flights = singleFlight<Refreshed>()
  // Answers that the store did not take. Asking the hub again for one after the retry window would be a replay.
  const unsaved = new Map<string, TokenSet>()

  return {
    async refresh(grantId, sufficient, signal) {
      for (;;) {
        signal?.throwIfAborted()
        const flight = flights.run(grantId, () => hub.grants.lock(grantId, () => refreshOnce(grantId, sufficient)))
        const { tokens, isNew } = await abortable(flight, signal)
        // A shared flight may have found sufficient what is not enough for this caller.
        if (isNew || sufficient(tokens)) return tokens
      }
    },
    settled: () => flights.settled(),
  }

  async function refreshOnce(grantId: string, sufficient: Sufficient): Promise<Refreshed> {
    for (let round = 0; round < maximumRounds; round += 1) {
      const current = await hub.grants.load(grantId)
      if (!current) {
        unsaved.delete(grantId)
        throw new GrantEndedError(grantId, 'unknown-grant')
      }
      const late = unsaved.get(grantId)
      if (late?.version === current.version + 1) {
        if ((await save(late)) && sufficient(late)) return { tokens: late, isNew: true }
        continue
      }
      if (sufficient(current)) return { tokens: current, isNew: false }
      const next = await askForSuccessor(current)
      if (next && (await save(next))) return { tokens: next, isNew: true }
    }
    throw new StoreError('save', 'The grant kept changing while it was being refreshed.')
  }

  /** False when another process was faster; what is in the store is newer then. */
  async function save(tokens: TokenSet): Promise<boolean> {
    unsaved.set(tokens.grantId, tokens)
    const outcome = await hub.grants.save(tokens)
    unsaved.delete(tokens.grantId)
    return outcome === 'saved'
  }

  /** Undefined when the store has another token set by now. */
  async function askForSuccessor(current: TokenSet): Promise<TokenSet | undefined> {
    const { grantId, version, refreshToken } = current
    if (refreshToken === undefined) throw new GrantEndedError(grantId, 'no-refresh-token')
    try {
      let isRepetition = false
      const answer = await withinRetryWindow(async () => {
        // Once another process has used the successor, the hub takes a repetition for a replay.
        if (isRepetition && (await hub.grants.load(grantId))?.version !== version) return undefined
        isRepetition = true
        return requestTokens(hub, { grant_type: 'refresh_token', refresh_token: refreshToken })
      }, hub)
      return answer && successor(current, answer)
    } catch (error) {
      // Every other refusal is about the client or the request, and may pass. RFC 6749 §5.2
      if (!(error instanceof OAuthError) || error.error !== 'invalid_grant') throw error
      const { requestId } = error
      const end = { grantId, version, reason: 'invalid_grant', endedAt: hub.clock() } as const
      const outcome = await hub.grants.end({ ...end, ...(requestId !== undefined && { requestId }) })
      if (outcome === 'ended') throw new GrantEndedError(grantId, 'invalid_grant', requestId)
      return undefined
    }
  }
}

interface Refreshed {
  readonly tokens: TokenSet
  readonly isNew: boolean
}

function successor(current: TokenSet, answer: IssuedTokens): TokenSet {
  // A hub that does not rotate sends no refresh token; the old one goes on. RFC 6749 §6
  const refreshToken = answer.refreshToken ?? current.refreshToken
  return {
    grantId: current.grantId,
    version: current.version + 1,
    accessToken: answer.accessToken,
    issuedAt: answer.issuedAt,
    expiresAt: answer.expiresAt,
    ...(refreshToken !== undefined && { refreshToken }),
    scope: answer.scope ?? current.scope,
  }
}
