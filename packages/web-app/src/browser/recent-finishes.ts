import { hashOf } from '@identity-hub/web-app'

/** What finishing a sign-in came to. */
export interface Finish {
  readonly grantId: string
  readonly returnTo: string | undefined
}

export interface RecentFinishes {
  /** Of the same request by the same browser: under way, or done within the last minute. */
  find(browser: string, querystring: string): Promise<Finish> | undefined
  /** A finish that fails is forgotten, so that it can be tried again. */
  begin(browser: string, querystring: string, finish: Promise<Finish>): Promise<Finish>
}

const keptMilliseconds = 60_000
const mostKept = 10_000

/**
 * A button that was pressed twice, or a page that was loaded again, sends the same response a second time; the browser
 * shows the second answer, and the code works once. So the second request is told how the first one went.
 */
export function createRecentFinishes(clock: () => number): RecentFinishes {
  const recent = new Map<string, { readonly finish: Promise<Finish>; readonly until: number }>()

  function forgetOld(): void {
    for (const [key, { until }] of recent) {
      if (until > clock() && recent.size < mostKept) return
      recent.delete(key)
    }
  }

  return {
    find(browser, querystring) {
      forgetOld()
      return recent.get(keyOf(browser, querystring))?.finish
    },
    begin(browser, querystring, finish) {
      const key = keyOf(browser, querystring)
      recent.set(key, { finish, until: clock() + keptMilliseconds })
      finish.catch(() => recent.delete(key))
      return finish
    },
  }
}

const keyOf = (browser: string, querystring: string): string => hashOf(`${browser} ${querystring}`)
