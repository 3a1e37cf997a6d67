import type { Connection } from './connection.ts'

/** The reads of one turn of the event loop. */
export interface ReadTurn {
  run<T>(query: () => T): T
  /** As `run`, but asks the database only once in a turn for what has the same key. */
  once<T>(key: string, query: () => T): T
  /** Before anything else begins a transaction on the connection. */
  end(): void
}

/**
 * What is read in the same turn of the event loop is read in one transaction: taking and giving back the lock costs more
 * than a small query does. What another process commits meanwhile is seen in the next turn, and by every write's fence.
 */
export function createReadTurn(connection: Connection): ReadTurn {
  const answers = new Map<string, unknown>()
  let open = false

  function begin(): void {
    if (open) return
    connection.run('BEGIN')
    open = true
    setImmediate(end)
  }

  function end(): void {
    if (!open) return
    open = false
    answers.clear()
    // After an error SQLite may have ended it by itself.
    if (connection.isInTransaction()) connection.run('COMMIT')
  }

  return {
    run: (query) => {
      begin()
      return query()
    },
    once: <T>(key: string, query: () => T): T => {
      begin()
      // A key stands for one query, so the answer has that query's type.
      if (answers.has(key)) return answers.get(key) as T
      const answer = query()
      answers.set(key, answer)
      return answer
    },
    end,
  }
}
