import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

/** Who has a turn, in the order in which they got it. */
function queue(atATime: number) {
  const turns = createTurns(atATime)
  const inside: string[] = []
  const ends = new Map<string, () => void>()
  return {
    turns,
    inside,
    enter: async (name: string) => {
      const end = await turns.take()
      inside.push(name)
      ends.set(name, () => {
        inside.splice(inside.indexOf(name), 1)
        end()
      })
    },
    leave: (name: string) => ends.get(name)?.(),
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('so many have a turn at a time, and the others wait in their order', async () => {
  const { inside, enter, leave } = queue(2)
  const all = ['a', 'b', 'c', 'd'].map(enter)
  await settle()
  expect(inside).toEqual(['a', 'b'])
  leave('b')
  await settle()
  expect(inside).toEqual(['a', 'c'])
  leave('a')
  leave('c')
  await Promise.all(all)
  expect(inside).toEqual(['d'])
})

test('who waits can be sent away, and the place of nobody is lost', async () => {
  const { turns, inside, enter, leave } = queue(1)
  const first = enter('a')
  const sentAway = enter('b')
  const why = new Error('away')
  turns.dismiss(why)
  await expect(sentAway).rejects.toBe(why)
  await first
  leave('a')
  await enter('c')
  expect(inside).toEqual(['c'])
})

test('fewer have a turn for a while, but never none', async () => {
  const { turns, inside, enter, leave } = queue(3)
  await Promise.all(['a', 'b', 'c'].map(enter))
  expect(turns.narrow()).toBe(true)
  leave('c')
  const waiting = enter('d')
  await settle()
  expect(inside).toEqual(['a', 'b'])
  leave('a')
  await waiting
  expect(inside).toEqual(['b', 'd'])
  leave('b')
  expect(turns.narrow()).toBe(false)
  await expect.poll(() => enter('e').then(() => inside), { timeout: 3_000 }).toEqual(['d', 'e'])
})
