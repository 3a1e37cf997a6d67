import { StorageUnavailableError } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { createLanes, throughLanes } from './lanes.ts'

test('work of one key is done one after another, that of another key meanwhile', async () => {
  const inLane = createLanes()
  const told: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = inLane('a', async () => {
    told.push('first begins')
    await gate.promise
    told.push('first ends')
  })
  const second = inLane('a', async () => told.push('second'))
  await inLane('b', async () => told.push('other'))
  gate.resolve()
  await Promise.all([first, second])
  expect(told).toEqual(['first begins', 'other', 'first ends', 'second'])
})

test('an error stays with its work, an outage is told to all who wait, and to nobody afterwards', async () => {
  const inLane = createLanes()
  const broken = inLane('a', () => Promise.reject(new Error('broken')))
  const fine = inLane('a', async () => 'fine')
  await expect(broken).rejects.toThrow('broken')
  expect(await fine).toBe('fine')

  let begun = 0
  const away = () =>
    inLane('a', async () => {
      begun += 1
      throw new StorageUnavailableError('away')
    })
  const ends = await Promise.allSettled([away(), away(), away()])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(begun).toBe(1)
  expect(await inLane('a', async () => 'back')).toBe('back')
})

test('work of several keys waits for all of them, in whatever order they are named, and does not wait for itself', async () => {
  const inLanes = throughLanes(createLanes())
  const running = { most: 0, now: 0 }
  const work = async (): Promise<void> => {
    running.now += 1
    running.most = Math.max(running.most, running.now)
    await new Promise(setImmediate)
    running.now -= 1
  }
  await Promise.all([
    inLanes(['a', 'b'], work),
    inLanes(['b', 'a'], work),
    inLanes(['b', 'b'], work),
    inLanes([], work),
  ])
  // The one without keys waits for nobody.
  expect(running.most).toBe(2)
  expect(await inLanes(['a', 'b'], async () => 'done')).toBe('done')
})
