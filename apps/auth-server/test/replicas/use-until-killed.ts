import { resultOf, tokensOf, type Authorization, type Tokens, type Visitor } from '@identity-hub/contract-tests/visitor'
import { expect } from 'vitest'
import { present } from './present.ts'

const IN_FLIGHT = 32

/** What became of a code that was sent. */
export interface Use {
  readonly authorization: Authorization
  /** As they were answered, the last ones at the end; none: the exchange had no answer. */
  readonly acknowledged: Tokens[]
}

/**
 * Exchanges codes, and refreshes once after each second exchange, with many requests under way, until something is killed.
 * @param answers how many there are before `kill` is called
 * @param isOutage whether an answer is one that nobody is to rely on
 */
export async function useUntilKilled(
  visitor: Visitor,
  codes: readonly Authorization[],
  answers: number,
  kill: () => Promise<void> | void,
): Promise<readonly Use[]> {
  const uses: Use[] = []
  let answered = 0
  const killed = { begun: false, end: Promise.resolve() }

  /** Null: there is no answer, or one that promises nothing; only what is killed may fail like this. */
  async function ask(request: () => ReturnType<Visitor['redeem']>): Promise<Tokens | null> {
    let failure: unknown
    try {
      const exchange = await request()
      if (exchange.status === 200) {
        if ((answered += 1) === answers) {
          killed.begun = true
          killed.end = Promise.resolve(kill())
        }
        return tokensOf(exchange)
      }
      failure = resultOf(exchange)
    } catch (error) {
      failure = error
    }
    if (!killed.begun) throw new Error('Something failed that nobody had killed', { cause: failure })
    if (typeof failure === 'string') expect(failure).toBe('503 temporarily_unavailable')
    return null
  }

  async function work(): Promise<void> {
    while (!killed.begun) {
      const authorization = present(codes[uses.length])
      const use: Use = { authorization, acknowledged: [] }
      uses.push(use)
      const exchanged = await ask(() => visitor.redeem(authorization))
      if (exchanged === null) return
      use.acknowledged.push(exchanged)
      if (uses.length % 2 === 0) continue
      const refreshed = await ask(() => visitor.refresh(authorization.client, exchanged.refreshToken))
      if (refreshed === null) return
      use.acknowledged.push(refreshed)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, work))
  await killed.end
  return uses
}

/** Nothing that was acknowledged is lost, and no code works twice. */
export async function expectNothingLost(visitor: Visitor, uses: readonly Use[]): Promise<void> {
  // What was under way came last; its answers can be fetched again for a while only.
  await inParallel(uses.toReversed(), async ({ authorization, acknowledged }) => {
    const { client } = authorization
    for (const { accessToken } of acknowledged)
      expect(await visitor.isAlive(accessToken), 'an acknowledged access token').toBe(true)
    const latest = acknowledged.at(-1)
    // A refresh that followed may have been stored without an answer: then this fetches it.
    if (latest !== undefined)
      expect(
        resultOf(await visitor.refresh(client, latest.refreshToken)),
        `a refresh token, ${acknowledged.length} answers after its code`,
      ).toBe('200')
    const again = resultOf(await visitor.redeem(authorization))
    expect(latest === undefined ? ['200', '400 invalid_grant'] : ['400 invalid_grant']).toContain(again)
    if (again === '200') expect(resultOf(await visitor.redeem(authorization))).toBe('400 invalid_grant')
  })
}

/** Works on all items, many at a time. */
export async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values()
  const worker = async () => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
}
