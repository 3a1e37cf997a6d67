import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const soon = () => new Promise(setImmediate)

/** Tasks that end when the test says, and the order in which they began. */
function tasks() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    task: (name: string) => () =>
      new Promise<string>((resolve) => {
        begun.push(name)
        ends.set(name, () => resolve(name))
      }),
    end: async (name: string): Promise<void> => {
      ends.get(name)?.()
      await soon()
    },
  }
}

test('one party never has more than its part, and another begins at once', async () => {
  const { begun, task, end } = tasks()
  const turns = createTurns(3, 2)
  const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2'].map((name) => turns.run(name.slice(0, 1), task(name)))
  await soon()
  expect(begun).toEqual(['a1', 'a2', 'b1'])
  await end('a1')
  expect(begun).toEqual(['a1', 'a2', 'b1', 'b2'])
  await end('b1')
  expect(begun.at(-1)).toBe('a3')
  for (const name of ['a2', 'b2', 'a3', 'a4']) await end(name)
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'b2'])
})

test('parties that wait take turns, however many tasks each has, and their own tasks stay in order', async () => {
  const { begun, task, end } = tasks()
  const turns = createTurns(1, 1)
  const names = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']
  const all = names.map((name) => turns.run(name.slice(0, 1), task(name)))
  await soon()
  for (let served = 0; served < names.length; served += 1) await end(begun[served] ?? '')
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4'])
  await Promise.all(all)
})

test('a task that fails gives its place to the next', async () => {
  const turns = createTurns(1, 1)
  const failed = turns.run('a', () => Promise.reject(new Error('outage')))
  const next = turns.run('a', () => Promise.resolve('done'))
  await expect(failed).rejects.toThrow('outage')
  expect(await next).toBe('done')
})
