import { DatabaseSync, type StatementSync } from 'node:sqlite'

export type SqlValue = null | number | string | Uint8Array

/** One connection. Statements are prepared at their first use and kept; parameters are bound by position. */
export interface Connection {
  readonly path: string
  /** The first row, or undefined. The caller names the columns that it asked for. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the type of a row is not to be had from a text
  one<Row extends object>(sql: string, ...values: readonly SqlValue[]): Row | undefined
  all<Row extends object>(sql: string, ...values: readonly SqlValue[]): Row[]
  /** The number of rows that were changed. */
  run(sql: string, ...values: readonly SqlValue[]): number
  /** Several statements at once, not kept. */
  execute(sql: string): void
  isInTransaction(): boolean
  close(): void
}

// Within one statement; whoever can wait longer asks again without blocking the event loop (see patience.ts).
const BUSY_MILLISECONDS = 20

export function openConnection(path: string): Connection {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false, timeout: BUSY_MILLISECONDS })
  const statements = new Map<string, StatementSync>()

  function statement(sql: string): StatementSync {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const prepared = database.prepare(sql)
    statements.set(sql, prepared)
    return prepared
  }

  return {
    path,
    // The tables are STRICT, so a column holds what its declaration says and the cast restates the statement.
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as declared above
    one: <Row extends object>(sql: string, ...values: readonly SqlValue[]) =>
      statement(sql).get(...values) as Row | undefined,
    all: <Row extends object>(sql: string, ...values: readonly SqlValue[]) => statement(sql).all(...values) as Row[],
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    execute: (sql) => database.exec(sql),
    isInTransaction: () => database.isTransaction,
    close: () => database.close(),
  }
}
