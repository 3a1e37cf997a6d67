import type { ThrottleKey } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { MINUTE, SECOND, someHash, START } from '../fixtures.ts'
import { makeTenant, openTenant, type OpenWorld } from '../world.ts'

const key = (rest: Partial<ThrottleKey> = {}): ThrottleKey => ({
  kind: 'account',
  keyHash: someHash(),
  limit: 3,
  windowSeconds: 60,
  ...rest,
})

const allowed = { outcome: 'allowed' }
const delayed = (until: number) => ({ outcome: 'delayed', until })

export function throttleTests(openWorld: OpenWorld): void {
  test('so many attempts in a window, and then none until it ends', async () => {
    const { tenant } = await openWorld()
    const keys = [key()]
    const attempt = (now: number) => tenant.countAttempt({ keys, now })
    for (const at of [0, 1, 2]) expect(await attempt(START + at * SECOND)).toEqual(allowed)
    expect(await attempt(START + 3 * SECOND)).toEqual(delayed(START + MINUTE))
    expect(await attempt(START + MINUTE - 1)).toEqual(delayed(START + MINUTE))
    for (const at of [0, 1, 2]) expect(await attempt(START + MINUTE + at)).toEqual(allowed)
    expect(await attempt(START + MINUTE + 3)).toEqual(delayed(START + 2 * MINUTE))
  })

  test('how long the next attempt has to wait can be asked without counting one', async () => {
    const { tenant, hub } = await openWorld()
    const account = key()
    const source = key({ kind: 'source', limit: 5, windowSeconds: 120 })
    const ask = (now: number, keys = [account, source]) => tenant.findDelay({ keys, now })
    expect(await ask(START)).toEqual(allowed)
    for (const _ of [1, 2, 3]) {
      expect(await ask(START)).toEqual(allowed)
      expect(await ask(START)).toEqual(allowed)
      expect(await tenant.countAttempt({ keys: [account, source], now: START })).toEqual(allowed)
    }
    expect(await ask(START)).toEqual(delayed(START + MINUTE))
    expect(await ask(START, [source, account])).toEqual(delayed(START + MINUTE))
    expect(await ask(START, [source])).toEqual(allowed)
    expect(await ask(START, [])).toEqual(allowed)
    expect(await ask(START + MINUTE)).toEqual(allowed)
    for (const _ of [1, 2]) await tenant.countAttempt({ keys: [source], now: START })
    expect(await ask(START)).toEqual(delayed(START + 2 * MINUTE))
    const other = await makeTenant(hub, 'beta')
    expect(await other.findDelay({ keys: [account, source], now: START })).toEqual(allowed)
  })

  test('what one process has counted, another one knows at once', async () => {
    const { tenant, under } = await openWorld()
    const second = await openTenant(await under.openSecond(), 'acme')
    const keys = [key({ limit: 1 })]
    expect(await second.findDelay({ keys, now: START })).toEqual(allowed)
    await tenant.countAttempt({ keys, now: START })
    expect(await second.findDelay({ keys, now: START })).toEqual(delayed(START + MINUTE))
  })

  test('an attempt counts on every key, or on none when one is full', async () => {
    const { tenant } = await openWorld()
    const account = key()
    const source = key({ kind: 'source', limit: 5, windowSeconds: 120 })
    for (const _ of [1, 2, 3]) await tenant.countAttempt({ keys: [account], now: START })
    for (const _ of [1, 2, 3, 4, 5, 6])
      expect(await tenant.countAttempt({ keys: [account, source], now: START })).toEqual(delayed(START + MINUTE))
    for (const _ of [1, 2, 3, 4, 5]) expect(await tenant.countAttempt({ keys: [source], now: START })).toEqual(allowed)
    // With two full ones, the later end counts.
    expect(await tenant.countAttempt({ keys: [account, source], now: START })).toEqual(delayed(START + 2 * MINUTE))
  })

  test('the same hash under another kind is another key', async () => {
    const { tenant } = await openWorld()
    const one = key({ limit: 1 })
    const other = { ...one, kind: 'source' }
    for (const each of [one, other]) expect(await tenant.countAttempt({ keys: [each], now: START })).toEqual(allowed)
    for (const each of [one, other])
      expect(await tenant.countAttempt({ keys: [each], now: START })).toEqual(delayed(START + MINUTE))
  })

  test('success clears one key and gives an attempt back to another', async () => {
    const { tenant } = await openWorld()
    const account = key()
    const source = key({ kind: 'source' })
    for (const _ of [1, 2, 3]) await tenant.countAttempt({ keys: [account, source], now: START })
    const settle = () => tenant.settleAttempt({ clear: [account], giveBack: [source], now: START })
    expect(await settle()).toEqual({ outcome: 'settled' })
    for (const _ of [1, 2, 3]) expect(await tenant.countAttempt({ keys: [account], now: START })).toEqual(allowed)
    expect(await tenant.countAttempt({ keys: [source], now: START })).toEqual(allowed)
    expect(await tenant.countAttempt({ keys: [source], now: START })).toEqual(delayed(START + MINUTE))
  })

  test('giving back never earns more attempts than there are', async () => {
    const { tenant } = await openWorld()
    const source = key()
    const unknown = key()
    for (const _ of [1, 2]) await tenant.settleAttempt({ clear: [unknown], giveBack: [source, unknown], now: START })
    await tenant.countAttempt({ keys: [source], now: START })
    for (const _ of [1, 2, 3]) await tenant.settleAttempt({ clear: [], giveBack: [source], now: START })
    for (const _ of [1, 2, 3]) expect(await tenant.countAttempt({ keys: [source], now: START })).toEqual(allowed)
    expect(await tenant.countAttempt({ keys: [source], now: START })).toEqual(delayed(START + MINUTE))
  })

  test('no key is no limit', async () => {
    const { tenant } = await openWorld()
    expect(await tenant.countAttempt({ keys: [], now: START })).toEqual(allowed)
  })

  test('attempts that arrive at the same moment pass the limit together, in one process and in two', async () => {
    const { tenant, under } = await openWorld()
    const second = await openTenant(await under.openSecond(), 'acme')
    const keys = [key({ limit: 20 }), key({ kind: 'source', limit: 1000 })]
    const attempts = Array.from({ length: 100 }, (_, at) =>
      (at % 2 === 0 ? tenant : second).countAttempt({ keys, now: START }),
    )
    const outcomes = (await Promise.all(attempts)).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'allowed')).toHaveLength(20)
    expect(outcomes.filter((outcome) => outcome === 'delayed')).toHaveLength(80)
  })
}
