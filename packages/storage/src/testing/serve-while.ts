import { expect } from 'vitest'
import { authorize, exchange, rotate } from '../suite/tokens.ts'
import type { World } from '../suite/world.ts'

const CLIENTS = 8

/**
 * Lets clients exchange codes and refresh without a pause while something else happens, and expects each of them to be
 * served. Answers how many exchanges there were.
 */
export async function serveWhile(
  world: Pick<World, 'tenant' | 'client' | 'person'>,
  work: () => Promise<void>,
): Promise<number> {
  let isOver = false
  let exchanges = 0
  const serve = async (): Promise<void> => {
    // Each at least once after it is over.
    for (let isLast = false; !isLast;) {
      isLast = isOver
      const authorization = await authorize(world)
      const exchanged = await exchange(world.tenant, authorization)
      expect(exchanged.outcome).toBe('exchanged')
      const rotated = await rotate(world.tenant, exchanged.refreshToken, authorization.fence)
      expect(rotated.outcome).toBe('rotated')
      exchanges += 1
    }
  }
  const working = work().finally(() => {
    isOver = true
  })
  await Promise.all([working, ...Array.from({ length: CLIENTS }, serve)])
  return exchanges
}
