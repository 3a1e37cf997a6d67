import { HubUnreachableError } from '../errors/hub-unreachable-error.ts'
import type { AccessToken } from '../grants/token-set.ts'
import { abortable } from '../http/abortable.ts'
import { singleFlight } from '../http/single-flight.ts'
import type { Hub } from '../hub.ts'
import { lasts } from './lasts.ts'
import { requestTokens } from './request-tokens.ts'

export interface ClientCredentialsOptions {
  /** Space-delimited. Default: all scopes that are registered for the client. */
  readonly scope?: string | undefined
  /** Ends the waiting; a request that others share goes on. */
  readonly signal?: AbortSignal | undefined
  /** How long the token has to last, or half of its life if that is shorter. Default 30. */
  readonly minimumSeconds?: number | undefined
  /** Asks for a new token whatever is kept, for example after an API refused the kept one. */
  readonly renew?: boolean | undefined
}

type AppToken = AccessToken & { readonly issuedAt: number }

export interface ClientCredentials {
  get(options: ClientCredentialsOptions): Promise<AccessToken>
  settled(): Promise<void>
}

/** Tokens for the client itself, kept in memory, one per set of scopes. RFC 6749 §4.4 */
export function clientCredentials(hub: Hub): ClientCredentials {
  const flights = singleFlight<AppToken>()
  const kept = new Map<string, AppToken>()

  async function request(key: string, scope: string | undefined): Promise<AppToken> {
    const answer = await requestTokens(hub, {
      grant_type: 'client_credentials',
      ...(scope !== undefined && { scope }),
    })
    const { accessToken, issuedAt, expiresAt } = answer
    const token = { accessToken, issuedAt, expiresAt, scope: answer.scope ?? scope ?? '' }
    kept.set(key, token)
    return token
  }

  return {
    async get({ scope, signal, minimumSeconds = 30, renew = false }) {
      signal?.throwIfAborted()
      const key = scopeKey(scope)
      const current = kept.get(key)
      if (current && !renew && lasts(current, minimumSeconds, hub.clock())) return accessTokenOf(current)
      try {
        return accessTokenOf(
          await abortable(
            flights.run(key, () => request(key, scope)),
            signal,
          ),
        )
      } catch (error) {
        const isUsable = current && !renew && current.expiresAt > hub.clock()
        if (error instanceof HubUnreachableError && isUsable) return accessTokenOf(current)
        throw error
      }
    },
    settled: () => flights.settled(),
  }
}

/** The order of scopes does not matter. RFC 6749 §3.3 */
function scopeKey(scope: string | undefined): string {
  if (scope === undefined) return ''
  return [...new Set(scope.split(' ').filter((name) => name !== ''))].toSorted().join(' ')
}

function accessTokenOf({ accessToken, expiresAt, scope }: AppToken): AccessToken {
  return { accessToken, expiresAt, scope }
}
