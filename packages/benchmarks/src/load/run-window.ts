import type { Answer } from './answer.ts'
import type { Connection } from './connection.ts'

type Request = Buffer | string

/** What is asked on each connection, operation by operation. */
export interface Load {
  /** The first request of the connection's next operation; null: nothing is left to do. */
  begin(connection: number): Request | null
  /**
   * The operation's next request, or null when it is complete.
   * @throws WrongAnswerError
   */
  proceed(connection: number, answer: Answer): Request | null
}

export interface Window {
  readonly operations: number
  /** From the first request to the last answer. */
  readonly seconds: number
  /** Ascending. */
  readonly latenciesMilliseconds: Float64Array
  /** The load ran out before the time did. */
  readonly ranOut: boolean
}

/**
 * Keeps every connection busy for the time, then lets what is in flight finish. The first wrong answer or broken
 * connection ends the window and rejects.
 * @param seconds Infinity: until the load has run out
 */
export function runWindow(connections: readonly Connection[], load: Load, seconds: number): Promise<Window> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = []
    const startedAt = performance.now()
    const endsAt = startedAt + seconds * 1000
    let lastAt = startedAt
    let active = connections.length
    let ranOut = false
    let failed = false

    const fail = (error: unknown): void => {
      failed = true
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const rest = (): void => {
      active -= 1
      if (active > 0 || failed) return
      resolve({
        operations: latencies.length,
        seconds: (lastAt - startedAt) / 1000,
        latenciesMilliseconds: Float64Array.from(latencies).toSorted(),
        ranOut,
      })
    }

    const drive = (connection: Connection, index: number): void => {
      let beganAt = 0
      connection.onFailure = fail
      const begin = (now: number): void => {
        const request = now < endsAt ? load.begin(index) : null
        if (request === null) {
          if (now < endsAt) ranOut = true
          rest()
          return
        }
        beganAt = now
        connection.send(request, onAnswer)
      }
      const onAnswer = (answer: Answer): void => {
        if (failed) return
        try {
          const next = load.proceed(index, answer)
          if (next !== null) {
            connection.send(next, onAnswer)
            return
          }
          const now = performance.now()
          latencies.push(now - beganAt)
          lastAt = now
          begin(now)
        } catch (error) {
          fail(error)
        }
      }
      begin(startedAt)
    }
    connections.forEach(drive)
  })
}

/** @param fraction 0.5: the median; of an ascending list */
export function percentile(ascending: Float64Array, fraction: number): number {
  const index = Math.ceil(ascending.length * fraction) - 1
  return ascending[Math.max(0, index)] ?? Number.NaN
}
