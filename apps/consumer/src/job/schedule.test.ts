import { expect, test } from 'vitest'
import { schedule } from './schedule.ts'

/** A job whose runs the test ends one by one. */
function heldJob(): {
  work: (signal: AbortSignal) => Promise<void>
  begun: (run: number) => Promise<void>
  end: () => void
  runs: () => number
  most: () => number
} {
  const begun = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
  let current = Promise.withResolvers<void>()
  let [runs, parallel, most] = [0, 0, 0]
  return {
    async work() {
      current = Promise.withResolvers()
      most = Math.max(most, ++parallel)
      begun[runs++]?.resolve()
      await current.promise
      parallel -= 1
    },
    begun: async (run) => begun[run]?.promise,
    end: () => current.resolve(),
    runs: () => runs,
    most: () => most,
  }
}

test('the first run begins at once, and no run before the one before has ended', async () => {
  const job = heldJob()
  const running = schedule(job.work, { everySeconds: 0.005, onError: () => undefined })
  await job.begun(0)
  const tenPeriods = 50
  await new Promise((later) => setTimeout(later, tenPeriods))
  expect(job.runs()).toBe(1)
  job.end()
  await job.begun(1)
  job.end()
  await job.begun(2)
  expect(job.most()).toBe(1)
  const stopped = running.stop()
  job.end()
  await stopped
})

test('stopping waits for the run that is under way, tells it, and begins no other', async () => {
  const begun = Promise.withResolvers<void>()
  let [runs, isOver] = [0, false]
  const job = schedule(
    async (signal) => {
      runs += 1
      begun.resolve()
      await new Promise((aborted) => signal.addEventListener('abort', aborted))
      isOver = true
      throw signal.reason
    },
    { everySeconds: 0.001, onError: () => expect.unreachable() },
  )
  await begun.promise
  await job.stop()
  expect([runs, isOver]).toEqual([1, true])
})

test('stopping between two runs does not wait for the next', async () => {
  const errors: unknown[] = []
  const failed = Promise.withResolvers<void>()
  const job = schedule(() => Promise.reject(new Error('no')), {
    everySeconds: 3_600,
    onError: (error) => {
      errors.push(error)
      failed.resolve()
    },
  })
  await failed.promise
  await job.stop()
  expect(errors).toEqual([new Error('no')])
})
