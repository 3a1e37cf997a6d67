import { setTimeout as delay } from 'node:timers/promises'
import { StorageUnavailableError } from '@identity-hub/core'
import type { Refusal } from '../refusal-buffer.ts'
import type { Connection, SqlValue } from './connection.ts'
import type { Connections, Session, UseOptions } from './connections.ts'
import { afterLostCommit, isThere, type Witness } from './fate.ts'
import { isConflict, isLost, isOutage, isSilent, toUnavailable } from './postgres-error.ts'
import type { RefusalWriter } from './refusals.ts'

/** What a verb that writes is given. */
export interface Transaction extends Connection {
  /** Names a row that this transaction alone writes, to be looked for if its commit is lost on the way. */
  leaveWitness(sql: string, ...values: readonly SqlValue[]): void
  /** Nothing that was written stays; the outcome is answered all the same. */
  undo(): void
}

export interface Transactions {
  /** Runs a verb in a transaction of its own, again if it must: it only reads and writes the database. */
  write<T>(verb: (db: Transaction) => Promise<T>): Promise<T>
  /** Runs one statement that writes. After a lost connection `ask` finds out what came of it. */
  writeAtOnce<T>(statement: (db: Connection) => Promise<T>, ask: (db: Connection) => Promise<T>): Promise<T>
  /** Runs a query outside of any transaction. One statement sees one moment. */
  read<T>(query: (db: Connection) => Promise<T>, options?: UseOptions): Promise<T>
  /** How many writes have failed. */
  failures(): number
}

const MAX_ATTEMPTS = 10
const MAX_PAUSE_MILLISECONDS = 20

export function createTransactions(
  connections: Connections,
  refusals: Pick<RefusalWriter, 'join' | 'giveBack'>,
): Transactions {
  let failures = 0

  async function persist<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await tryAgain(write)
    } catch (error) {
      if (error instanceof StorageUnavailableError) failures += 1
      throw error
    }
  }

  async function attempt<T>(verb: (db: Transaction) => Promise<T>): Promise<T> {
    let commit: Commit<T> | null = null
    let joined: readonly Refusal[] = []
    try {
      return await connections.use(async (session) => {
        const done = await runVerb(session, verb)
        if (done.isUndone) {
          await session.execute('ROLLBACK')
          return done.outcome
        }
        joined = await refusals.join(session)
        commit = { tag: session.tag, ...done }
        // The database says so when it has rolled back instead, after an error that the verb did not pass on.
        if ((await session.execute('COMMIT')) !== 'COMMIT') throw new Error('a verb hid an error of its transaction')
        return done.outcome
      })
    } catch (error) {
      // Their ids tell whether they were written after all.
      refusals.giveBack(joined)
      if (!isLost(error) && !isSilent(error)) throw error
      return findFate(commit, error)
    }
  }

  /** Answers the outcome if the commit was made. */
  async function findFate<T>(commit: Commit<T> | null, error: unknown): Promise<T> {
    // Before the commit was sent nothing can have been written.
    if (commit === null) throw error
    const { tag, witness, outcome } = commit
    const isCommitted =
      witness === null ? undefined : await afterLostCommit(connections, tag, (db) => isThere(db, witness))
    if (isCommitted === true) return outcome
    throw isCommitted === undefined ? toUnavailable(error) : error
  }

  async function attemptAtOnce<T>(
    statement: (db: Connection) => Promise<T>,
    ask: (db: Connection) => Promise<T>,
  ): Promise<T> {
    let tag: string | null = null
    try {
      return await connections.use((session) => {
        tag = session.tag
        return statement(session)
      })
    } catch (error) {
      if (tag === null || (!isLost(error) && !isSilent(error))) throw error
      const found = await afterLostCommit(connections, tag, ask)
      if (found === undefined) throw toUnavailable(error)
      return found
    }
  }

  return {
    write: (verb) => persist(() => attempt(verb)),
    writeAtOnce: (statement, ask) => persist(() => attemptAtOnce(statement, ask)),
    read: (query, options) => tryAgain(() => connections.use(query, options)),
    failures: () => failures,
  }
}

interface Done<T> {
  readonly outcome: T
  readonly witness: Witness | null
  readonly isUndone: boolean
}

interface Commit<T> extends Done<T> {
  readonly tag: string
}

/** Begins a transaction and runs the verb in it. */
async function runVerb<T>(session: Session, verb: (db: Transaction) => Promise<T>): Promise<Done<T>> {
  let witness: Witness | null = null
  let isUndone = false
  await session.execute('BEGIN')
  try {
    const outcome = await verb({
      ...session,
      leaveWitness: (sql, ...values) => {
        witness = { sql, values }
      },
      undo: () => {
        isUndone = true
      },
    })
    return { outcome, witness, isUndone }
  } catch (error) {
    if (!isLost(error) && !isSilent(error)) await session.execute('ROLLBACK')
    throw error
  }
}

/** Tries again what was undone because of somebody else, or lost with its session; the rest is an outage or a bug. */
async function tryAgain<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = MAX_ATTEMPTS; ; left -= 1)
    try {
      return await attempt()
    } catch (error) {
      if (!isOutage(error)) throw error
      if (left === 0 || !(isConflict(error) || isLost(error))) throw toUnavailable(error)
      await delay(Math.random() * MAX_PAUSE_MILLISECONDS)
    }
}
