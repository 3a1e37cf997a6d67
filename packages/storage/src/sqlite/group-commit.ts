import { StorageUnavailableError } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { ASK_AGAIN_MILLISECONDS, PATIENCE_MILLISECONDS, whileBusy } from './patience.ts'
import { isBusy, isFailedSync, isOutage, toUnavailable } from './sqlite-error.ts'

export interface GroupCommit {
  /**
   * Runs a verb in the next transaction, together with whatever else waits. Answers when the commit is durable. A verb
   * only reads and writes the database: it may be run a second time when another one of its batch breaks a constraint.
   */
  write<T>(verb: () => T): Promise<T>
  /** Runs a query outside of any transaction: it sees whole batches only. */
  read<T>(query: () => T): Promise<T>
  /** Waits until nothing waits, then refuses everything. */
  close(): Promise<void>
  /** Why the last batch failed, until one succeeds. */
  lastFailure(): StorageUnavailableError | null
  /** After a failed sync: why nothing is answered any longer. */
  fatal(): StorageUnavailableError | null
  /** Ends all service, for what was found outside of a batch (a checkpoint). */
  fail(error: unknown): void
}

/** A verb in the queue, and who waits for it. */
export interface Waiting {
  readonly verb: () => unknown
  readonly resolve: (outcome: unknown) => void
  readonly reject: (error: unknown) => void
}

type Result = { readonly ok: true; readonly outcome: unknown } | { readonly ok: false; readonly error: unknown }

const MAX_BATCH = 256
const MAX_WAITING = 10_000

export interface GroupCommitOptions {
  /** A write that joins a batch when there is one. */
  readonly joinBatch?: () => Waiting | null
  readonly afterCommit?: () => void
}

/**
 * The commit is what costs: one flush to the disk. What asks to write while one batch is being committed makes up the
 * next one, so that a busy hub shares each flush among many requests and a quiet one waits for nobody.
 */
export function createGroupCommit(connection: Connection, options: GroupCommitOptions = {}): GroupCommit {
  let waiting: Waiting[] = []
  let scheduled = false
  let busySince: number | null = null
  let closed = false
  let fatal: StorageUnavailableError | null = null
  let lastFailure: StorageUnavailableError | null = null
  let idle: (() => void)[] = []

  function fail(error: unknown): void {
    fatal ??= toUnavailable(error)
  }

  function refusal(): StorageUnavailableError | null {
    if (fatal !== null) return fatal
    return closed ? new StorageUnavailableError('the storage is closed') : null
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  function flush(): void {
    scheduled = false
    const batch = waiting.splice(0, MAX_BATCH)
    if (fatal !== null) {
      for (const entry of batch) entry.reject(fatal)
    } else if (batch.length > 0) {
      if (!tryBatch(batch)) return
    }
    if (waiting.length > 0) return schedule()
    for (const resolve of idle.splice(0)) resolve()
  }

  /** False: another process holds the lock; the batch waits on. */
  function tryBatch(batch: Waiting[]): boolean {
    try {
      connection.execute('BEGIN IMMEDIATE')
    } catch (error) {
      busySince ??= performance.now()
      if (isBusy(error) && performance.now() - busySince < PATIENCE_MILLISECONDS) {
        waiting = batch.concat(waiting)
        scheduled = true
        setTimeout(flush, ASK_AGAIN_MILLISECONDS)
        return false
      }
      busySince = null
      rejectBatch(batch, error)
      return true
    }
    busySince = null
    const joining = options.joinBatch?.() ?? null
    runBatch(joining === null ? batch : [...batch, joining])
    return true
  }

  function runBatch(batch: readonly Waiting[]): void {
    let results: readonly Result[]
    try {
      results = runTogether(batch)
    } catch (error) {
      rejectBatch(batch, error)
      return
    }
    lastFailure = null
    batch.forEach((entry, index) => {
      const result = results[index]
      if (result?.ok === true) entry.resolve(result.outcome)
      else entry.reject(result?.error)
    })
    options.afterCommit?.()
  }

  // A savepoint per verb costs two statements and a copy of every page that it touches. Verbs answer with outcomes, so
  // one that throws is rare: then the batch begins anew, this time with savepoints, and each fault stays with its verb.
  function runTogether(batch: readonly Waiting[]): readonly Result[] {
    let results: Result[]
    try {
      results = batch.map(({ verb }): Result => ({ ok: true, outcome: verb() }))
    } catch (error) {
      if (isOutage(error)) throw error
      rollback()
      connection.execute('BEGIN IMMEDIATE')
      results = batch.map(runApart)
    }
    commit()
    return results
  }

  function runApart({ verb }: Waiting): Result {
    connection.execute('SAVEPOINT verb')
    try {
      const outcome = verb()
      connection.execute('RELEASE verb')
      return { ok: true, outcome }
    } catch (error) {
      if (isOutage(error)) throw error
      connection.execute('ROLLBACK TO verb')
      connection.execute('RELEASE verb')
      return { ok: false, error }
    }
  }

  function commit(): void {
    try {
      connection.execute('COMMIT')
    } catch (error) {
      if (isFailedSync(error)) fail(error)
      throw error
    }
  }

  /** Nothing of the batch was written, so nothing of it is acknowledged. */
  function rejectBatch(batch: readonly Waiting[], error: unknown): void {
    try {
      rollback()
    } catch (rollbackError) {
      fail(rollbackError)
    }
    lastFailure = toUnavailable(error)
    for (const entry of batch) entry.reject(lastFailure)
  }

  function rollback(): void {
    if (connection.isInTransaction()) connection.execute('ROLLBACK')
  }

  return {
    write: <T>(verb: () => T) =>
      new Promise<T>((resolve, reject) => {
        const refused = refusal()
        if (refused !== null) return reject(refused)
        if (waiting.length >= MAX_WAITING) return reject(new StorageUnavailableError('too many writes are waiting'))
        // The queue holds verbs of many types; each is answered with what itself returned.
        waiting.push({ verb, resolve: resolve as (outcome: unknown) => void, reject })
        schedule()
      }),
    read: async (query) => {
      const refused = refusal()
      if (refused !== null) throw refused
      try {
        return query()
      } catch (error) {
        if (!isOutage(error)) throw error
        if (!isBusy(error)) throw toUnavailable(error)
      }
      return whileBusy(query, PATIENCE_MILLISECONDS).catch((error: unknown) => {
        throw isOutage(error) ? toUnavailable(error) : error
      })
    },
    close: async () => {
      closed = true
      if (scheduled) await new Promise<void>((resolve) => idle.push(resolve))
    },
    lastFailure: () => lastFailure,
    fatal: () => fatal,
    fail,
  }
}
