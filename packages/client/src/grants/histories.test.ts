import { expect, test, vi } from 'vitest'
import type { Fault } from '../testing/fake-hub.ts'
import { clientOf, signedIn } from '../testing/signed-in.ts'

vi.setConfig({ testTimeout: 30_000 })

const faults: readonly Fault[] = ['lose-request', 'lose-answer', { status: 503 }, { status: 200, body: '{"cut' }]

/** Repeatable chance: the seed stands in the test's name. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test.each([1, 2, 3, 4, 5, 6])(
  'whatever is lost and whoever asks, two processes keep the grant alive and get tokens that work (history %i)',
  async (seed) => {
    const pick = chance(seed)
    const { hub, client, store, clock, grantId } = await signedIn()
    const clients = [client, clientOf(hub, { store, clock })] as const
    for (let step = 0; step < 12; step += 1) {
      clock.forward([0, 1, 600, 3_580, 3_600, 90_000][pick(6)] ?? 0)
      const fault = faults[pick(faults.length * 2)]
      hub.faults.token.splice(0, Infinity, ...(fault ? [fault] : []))
      const calls = Array.from({ length: 1 + pick(6) }, async () => {
        const asked = clients[pick(2)] ?? client
        const { accessToken } = pick(5) === 0 ? await asked.refresh(grantId) : await asked.getAccessToken(grantId)
        return accessToken
      })
      const used = await Promise.all(calls)
      expect(used.filter((accessToken) => !hub.families[0]!.opens(accessToken))).toEqual([])
    }
    expect(hub.families[0]!.dead).toBe(false)
  },
)
