import { StorageUnavailableError } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { createReadTurn } from './read-turn.ts'
import { ASK_AGAIN_MILLISECONDS, PATIENCE_MILLISECONDS, whileBusy } from './patience.ts'
import { isBusy, isFailedSync, isOutage, toUnavailable } from './sqlite-error.ts'

export interface GroupCommit {
  /**
   * Runs a verb in the next transaction, together with whatever else waits. Answers when the commit is durable. A verb
   * only reads and writes the database: it may be run a second time when another one of its batch breaks a constraint.
   */
  write<T>(verb: () => T): Promise<T>
  /**
   * Runs a query: it sees whole batches only, and nothing that is older than the turn of the event loop.
   * @param key of a query that many requests of a turn make, which is then asked once
   */
  read<T>(query: () => T, key?: string): Promise<T>
  /** Runs what begins a transaction of its own, or must not be in one. */
  alone<T>(work: () => T): T
  /** Waits until nothing waits, then refuses everything. */
  close(): Promise<void>
  /** Why the last batch failed, until one succeeds. */
  lastFailure(): StorageUnavailableError | null
  /** How many batches have failed so far. */
  failures(): number
  /** Why nothing is answered any longer: after a failed sync, or under a schema that asks for a newer release. */
  fatal(): StorageUnavailableError | null
  /** Ends all service, for what was found outside of a batch (at a checkpoint, by the health look). */
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
const MOST_TURNS = 8

export interface GroupCommitOptions {
  /** A write that joins a batch when there is one. */
  readonly joinBatch?: () => Waiting | null
  readonly afterCommit?: () => void
  /** Why no batch may be written just now, whatever the database says. */
  readonly obstacle?: () => StorageUnavailableError | null
  /** Called once, when all service ends. */
  readonly onFatal?: (reason: StorageUnavailableError) => void
}

/**
 * The commit is what costs: one flush to the disk. What asks to write while one batch is being committed makes up the
 * next one, so that a busy hub shares each flush among many requests and a quiet one waits for nobody.
 */
export function createGroupCommit(connection: Connection, options: GroupCommitOptions = {}): GroupCommit {
  const reads = createReadTurn(connection)
  let waiting: Waiting[] = []
  let scheduled = false
  let turns = 0
  let busySince: number | null = null
  let closed = false
  let fatal: StorageUnavailableError | null = null
  let lastFailure: StorageUnavailableError | null = null
  let failures = 0
  let idle: (() => void)[] = []

  function fail(error: unknown): void {
    if (fatal !== null) return
    fatal = toUnavailable(error)
    options.onFatal?.(fatal)
  }

  function refusal(): StorageUnavailableError | null {
    if (fatal !== null) return fatal
    return closed ? new StorageUnavailableError('the storage is closed') : null
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    turns = 0
    setImmediate(gather, 0)
  }

  // A turn of the event loop costs far less than a commit, so the batch goes out when a turn has brought nothing more.
  function gather(before: number): void {
    reads.end()
    turns += 1
    if (waiting.length > before && turns < MOST_TURNS) setImmediate(gather, waiting.length)
    else flush()
  }

  function flush(): void {
    scheduled = false
    reads.end()
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
    const obstacle = options.obstacle?.() ?? null
    if (obstacle !== null) {
      busySince = null
      rejectBatch(batch, obstacle)
      return true
    }
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
    failures += 1
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
    read: async <T>(query: () => T, key?: string): Promise<T> => {
      const refused = refusal()
      if (refused !== null) throw refused
      try {
        return key === undefined ? reads.run(query) : reads.once(key, query)
      } catch (error) {
        if (!isOutage(error)) throw error
        if (!isBusy(error)) throw toUnavailable(error)
      }
      reads.end()
      return whileBusy(query, PATIENCE_MILLISECONDS).catch((error: unknown) => {
        throw isOutage(error) ? toUnavailable(error) : error
      })
    },
    alone: (work) => {
      reads.end()
      return work()
    },
    close: async () => {
      closed = true
      if (scheduled) await new Promise<void>((resolve) => idle.push(resolve))
      reads.end()
    },
    lastFailure: () => lastFailure,
    failures: () => failures,
    fatal: () => fatal,
    fail,
  }
}
