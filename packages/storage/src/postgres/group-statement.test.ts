import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import { StorageUnavailableError } from '@identity-hub/core'
import { describe, expect, test } from 'vitest'
import { createReadGroup, createWriteGroup } from './group-statement.ts'

const STATEMENT_MILLISECONDS = 10

/** Keeps the batches that it was given. */
function batches<Outcome>(answer: (input: string) => Outcome) {
  const seen: (readonly string[])[] = []
  return {
    seen,
    run: async (inputs: readonly string[]): Promise<Outcome[]> => {
      seen.push(inputs)
      await delay(STATEMENT_MILLISECONDS)
      return inputs.map(answer)
    },
  }
}

const itself = (input: string): string => input
const ten = (letter: string): string[] => Array.from({ length: 10 }, (_, at) => `${letter}${at}`)
const away = new StorageUnavailableError('away')

describe('reads', () => {
  test('of one moment share a statement, and those that come meanwhile share the next', async () => {
    const { seen, run } = batches((input) => input.length)
    const group = createReadGroup(itself, run)
    const first = ['a', 'bb'].map(group.ask)
    await delay(STATEMENT_MILLISECONDS / 2)
    const second = ['ccc', 'dddd', 'bb'].map(group.ask)
    expect(await Promise.all([...first, ...second])).toEqual([1, 2, 3, 4, 2])
    expect(seen).toEqual([
      ['a', 'bb'],
      ['ccc', 'dddd', 'bb'],
    ])
  })

  test('that are many do not wait for the statement that is under way, and a third statement waits for one of two', async () => {
    const { seen, run } = batches(itself)
    const group = createReadGroup(itself, run)
    const asked = [group.ask('first')]
    await delay(STATEMENT_MILLISECONDS / 2)
    asked.push(...ten('second').map(group.ask))
    await nextTurn()
    expect(seen).toEqual([['first'], ten('second')])
    asked.push(...ten('third').map(group.ask))
    await nextTurn()
    expect(seen).toHaveLength(2)
    await Promise.all(asked)
    expect(seen).toEqual([['first'], ten('second'), ten('third')])
  })

  test('of the same thing share its answer', async () => {
    const { seen, run } = batches((input) => ({ input }))
    const group = createReadGroup(itself, run)
    const [one, other, again] = await Promise.all(['a', 'b', 'a'].map(group.ask))
    expect(seen).toEqual([['a', 'b']])
    expect(other).toEqual({ input: 'b' })
    expect(again).toBe(one)
  })

  test('come in statements of a bounded size', async () => {
    const { seen, run } = batches(itself)
    const group = createReadGroup(itself, run)
    const inputs = Array.from({ length: 150 }, (_, at) => `${at}`)
    expect(await Promise.all(inputs.map(group.ask))).toEqual(inputs)
    expect(seen.map(({ length }) => length)).toEqual([64, 64, 22])
  })

  test('that meet an outage fail with those who wait for them, and the next try anew', async () => {
    let isAway = true
    const group = createReadGroup(itself, async (inputs: readonly string[]) => {
      await delay(STATEMENT_MILLISECONDS)
      if (isAway) throw away
      return inputs
    })
    const first = group.ask('a')
    const waiting = delay(STATEMENT_MILLISECONDS / 2).then(() => group.ask('b'))
    const answers = await Promise.allSettled([first, waiting])
    expect(answers).toEqual(Array.from({ length: 2 }, () => ({ status: 'rejected', reason: away })))
    isAway = false
    expect(await group.ask('c')).toBe('c')
  })
})

describe('writes', () => {
  test('share a statement; who does not succeed with it is looked at alone, without keeping the next waiting', async () => {
    const { seen, run } = batches((input) => (input === 'late' ? null : 'done'))
    const alone: string[] = []
    const group = createWriteGroup<string, string>({
      keyOf: itself,
      writeAll: run,
      writeAlone: async (input) => {
        alone.push(input)
        await delay(10 * STATEMENT_MILLISECONDS)
        return 'explained'
      },
    })
    const slow = group.ask('late')
    expect(await group.ask('a')).toBe('done')
    expect(await group.ask('b')).toBe('done')
    expect(await slow).toBe('explained')
    expect(seen).toEqual([['late', 'a'], ['b']])
    expect(alone).toEqual(['late'])
  })

  test('of the same thing: the first may have it, and the others are looked at alone', async () => {
    const { seen, run } = batches(() => 'done')
    const group = createWriteGroup<string, string>({ keyOf: itself, writeAll: run, writeAlone: async () => 'replayed' })
    const outcomes = await Promise.all(['a', 'b', 'a', 'a'].map(group.ask))
    expect(outcomes).toEqual(['done', 'done', 'replayed', 'replayed'])
    expect(seen.flat().toSorted((a, b) => a.localeCompare(b))).toEqual(['a', 'b'])
  })

  test('whose statement breaks a constraint are each done alone, and the fault stays with its own', async () => {
    const group = createWriteGroup<string, string>({
      keyOf: itself,
      writeAll: () => Promise.reject(new Error('duplicate key')),
      writeAlone: (input) => (input === 'twice' ? Promise.reject(new Error('duplicate key')) : Promise.resolve('done')),
    })
    const [one, twice, other] = await Promise.allSettled(['a', 'twice', 'b'].map(group.ask))
    expect([one, other]).toEqual(Array.from({ length: 2 }, () => ({ status: 'fulfilled', value: 'done' })))
    expect(twice).toMatchObject({ status: 'rejected', reason: { message: 'duplicate key' } })
  })

  test('that meet an outage are not tried alone', async () => {
    const alone: string[] = []
    const group = createWriteGroup<string, string>({
      keyOf: itself,
      writeAll: () => Promise.reject(away),
      writeAlone: async (input) => {
        alone.push(input)
        return 'done'
      },
    })
    const answers = await Promise.allSettled(['a', 'b'].map(group.ask))
    expect(answers).toEqual(Array.from({ length: 2 }, () => ({ status: 'rejected', reason: away })))
    expect(alone).toEqual([])
  })
})
