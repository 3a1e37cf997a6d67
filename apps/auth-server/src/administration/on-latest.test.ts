import { expect, test } from 'vitest'
import { conflict, done } from './administration.ts'
import { onLatest } from './on-latest.ts'

test('a change that rests on whatever is there is made anew after a conflict, and is told to wait after five', async () => {
  let conflicts = 4
  const change = async () => (conflicts-- > 0 ? conflict('changed') : done('made'))
  expect(await onLatest(null, change)).toEqual(done('made'))
  conflicts = 5
  expect(await onLatest(null, change)).toMatchObject({ ok: false, reason: 'busy' })
})

test('a change that names a revision is told of the first conflict', async () => {
  let tries = 0
  const change = async () => {
    tries += 1
    return conflict('changed')
  }
  expect(await onLatest(3, change)).toMatchObject({ reason: 'conflict', problem: 'changed' })
  expect(tries).toBe(1)
})
