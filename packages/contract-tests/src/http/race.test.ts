import { expect, test } from 'vitest'
import { race, tally } from './race.ts'
import { send } from './send.ts'
import { startTestServer } from './test-server.ts'

test('has 200 requests under way at the same moment, and catches a server with more than one winner', async () => {
  let underWay = 0
  let most = 0
  let redeemed = false
  await using server = await startTestServer((_request, response) => {
    most = Math.max(most, (underWay += 1))
    const winner = !redeemed
    // Reads, waits, then writes: the classic fault.
    setTimeout(() => {
      redeemed = true
      underWay -= 1
      response.writeHead(winner ? 200 : 400).end()
    }, 300)
  })
  const results = await race(200, () => send({ method: 'POST', url: server.origin, body: 'code=1' }))
  expect(most).toBe(200)
  expect(tally(results.map(({ status }) => status))['200']).toBeGreaterThan(1)
})

test('counts values', () => {
  expect(tally(['200', '400', '400'])).toEqual({ '200': 1, '400': 2 })
})
