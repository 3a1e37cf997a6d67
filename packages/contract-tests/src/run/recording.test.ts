import { setImmediate as later } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Exchange } from '../http/exchange.ts'
import { drawBytes, drawSeed, recordExchange, startRecording } from './recording.ts'

const exchange = (name: string): Exchange => ({
  request: { method: 'GET', url: new URL(`http://a.example/${name}`), headers: {}, body: undefined },
  status: 200,
  headers: new Headers(),
  setCookies: [],
  body: '',
  durationMilliseconds: 1,
})
const names = (exchanges: readonly Exchange[]) => exchanges.map(({ request }) => request.url.pathname)

test('knows which of two cases side by side made an exchange', async () => {
  const work = (name: string) =>
    startRecording(name, async () => {
      await later()
      recordExchange(exchange(name))
      await later()
      recordExchange(exchange(`${name}-again`))
    })
  const [left, right] = [work('left'), work('right')]
  recordExchange(exchange('of-nobody'))
  await Promise.all([left.result, right.result])
  expect(names(left.recording().exchanges)).toEqual(['/left', '/left-again'])
  expect(names(right.recording().exchanges)).toEqual(['/right', '/right-again'])
})

test('keeps the last exchanges and counts the others', async () => {
  const { result, recording } = startRecording('seed', async () => {
    for (let index = 0; index < 25; index += 1) recordExchange(exchange(String(index)))
  })
  await result
  expect(recording().omitted).toBe(5)
  expect(names(recording().exchanges).at(0)).toBe('/5')
  expect(names(recording().exchanges).at(-1)).toBe('/24')
})

const draw = (seed: string) => startRecording(seed, () => [drawBytes().toString('hex'), drawSeed()]).result

test('draws the same from the same seed, something else from another, and at random outside of all cases', () => {
  expect(draw('1/a')).toEqual(draw('1/a'))
  expect(draw('1/a')).not.toEqual(draw('2/a'))
  expect(draw('1/a')).not.toEqual(draw('1/b'))
  const [first, second] = startRecording('1/a', () => [drawSeed(), drawSeed()]).result
  expect(first).not.toBe(second)
  expect(drawBytes()).not.toEqual(drawBytes())
})
