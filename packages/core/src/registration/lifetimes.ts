import type { Client } from '../storage/records.ts'
import { accepted, refused, type Checked } from './checked.ts'

export type ClientLifetimes = Pick<
  Client,
  'codeSeconds' | 'accessTokenSeconds' | 'refreshIdleSeconds' | 'refreshAbsoluteSeconds' | 'retryWindowSeconds'
>

const DAY_SECONDS = 86_400

/** A code lives as long as a redirect takes (RFC 9700 §4.5 wants it short); a lost answer is asked for again at once. */
export const defaultLifetimes: ClientLifetimes = {
  codeSeconds: 60,
  accessTokenSeconds: 3_600,
  refreshIdleSeconds: 30 * DAY_SECONDS,
  refreshAbsoluteSeconds: 180 * DAY_SECONDS,
  retryWindowSeconds: 10,
}

// The smallest and the largest. Ten minutes for a code are the most that RFC 6749 §4.1.2 recommends.
const bounds: readonly (readonly [
  name: keyof ClientLifetimes,
  at: string,
  what: string,
  least: number,
  most: number,
])[] = [
  ['codeSeconds', '/code_seconds', 'the lifetime of authorization codes', 1, 600],
  ['accessTokenSeconds', '/access_token_seconds', 'the lifetime of access tokens', 1, DAY_SECONDS],
  ['refreshIdleSeconds', '/refresh_idle_seconds', 'the idle lifetime of refresh tokens', 1, 400 * DAY_SECONDS],
  [
    'refreshAbsoluteSeconds',
    '/refresh_absolute_seconds',
    'the absolute lifetime of refresh tokens',
    1,
    3_650 * DAY_SECONDS,
  ],
  ['retryWindowSeconds', '/retry_window_seconds', 'the retry window', 0, 60],
]

/** Whole seconds within bounds; what is not given has the default. */
export function checkLifetimes(given: Partial<ClientLifetimes>): Checked<ClientLifetimes> {
  // Nothing else of a whole client that is given.
  const lifetimes: ClientLifetimes = {
    codeSeconds: given.codeSeconds ?? defaultLifetimes.codeSeconds,
    accessTokenSeconds: given.accessTokenSeconds ?? defaultLifetimes.accessTokenSeconds,
    refreshIdleSeconds: given.refreshIdleSeconds ?? defaultLifetimes.refreshIdleSeconds,
    refreshAbsoluteSeconds: given.refreshAbsoluteSeconds ?? defaultLifetimes.refreshAbsoluteSeconds,
    retryWindowSeconds: given.retryWindowSeconds ?? defaultLifetimes.retryWindowSeconds,
  }
  for (const [name, at, what, least, most] of bounds) {
    const seconds = lifetimes[name]
    if (!Number.isInteger(seconds) || seconds < least || seconds > most)
      return refused(`${what} cannot be ${seconds} seconds; write a whole number from ${least} to ${most}`, at)
  }
  if (lifetimes.refreshIdleSeconds > lifetimes.refreshAbsoluteSeconds)
    return refused(
      'the idle lifetime of refresh tokens is longer than the absolute one; write a shorter one',
      '/refresh_idle_seconds',
    )
  return accepted(lifetimes)
}
