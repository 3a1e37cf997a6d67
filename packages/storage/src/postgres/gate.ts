import { StorageUnavailableError } from '@identity-hub/core'

/** Lets work in until it is closed, and knows when all of it is done. */
export interface Gate {
  pass<T>(work: () => Promise<T>): Promise<T>
  /** Refuses what comes later with this reason. */
  fail(reason: StorageUnavailableError): void
  /** Refuses what comes later, and waits for what is inside. */
  close(): Promise<void>
}

export function createGate(): Gate {
  let inside = 0
  let isClosed = false
  let failure: StorageUnavailableError | null = null
  let whenEmpty: (() => void) | null = null

  return {
    pass: async (work) => {
      if (failure !== null) throw failure
      if (isClosed) throw new StorageUnavailableError('the storage is closed')
      inside += 1
      try {
        return await work()
      } finally {
        inside -= 1
        if (inside === 0) whenEmpty?.()
      }
    },
    fail: (reason) => {
      failure = reason
    },
    close: async () => {
      isClosed = true
      if (inside === 0) return
      await new Promise<void>((resolve) => {
        whenEmpty = resolve
      })
    },
  }
}
