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

interface Prepared {
  readonly statement: StatementSync
  readonly toRow: (values: readonly SqlValue[]) => object
}

export function openConnection(path: string): Connection {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false, timeout: BUSY_MILLISECONDS })
  const prepared = new Map<string, Prepared>()

  function prepare(sql: string): Prepared {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    const made = { statement, toRow: rowMaker(statement.columns().map(({ name }) => name)) }
    prepared.set(sql, made)
    return made
  }

  return {
    path,
    // The tables are STRICT, so a column holds what its declaration says and the casts restate the statement.
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as declared above
    one: <Row extends object>(sql: string, ...values: readonly SqlValue[]) => {
      const { statement, toRow } = prepare(sql)
      const found: unknown = statement.get(...values)
      return found === undefined ? undefined : (toRow(found as SqlValue[]) as Row)
    },
    all: <Row extends object>(sql: string, ...values: readonly SqlValue[]) => {
      const { statement, toRow } = prepare(sql)
      const found: unknown = statement.all(...values)
      return (found as SqlValue[][]).map((row) => toRow(row) as Row)
    },
    run: (sql, ...values) => Number(prepare(sql).statement.run(...values).changes),
    execute: (sql) => database.exec(sql),
    isInTransaction: () => database.isOpen && database.isTransaction,
    close: () => database.close(),
  }
}

/**
 * Makes the rows of one statement. Those that `node:sqlite` makes have no prototype and are slow to read, and an object that
 * is put together name by name takes thirty times as long as a literal; the names are those of our own statements.
 */
function rowMaker(columns: readonly string[]): Prepared['toRow'] {
  const members = columns.map((name, at) => `${JSON.stringify(name)}: values[${at}]`)
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- no text from outside is in it
  return new Function('values', `return { ${members.join(', ')} }`) as Prepared['toRow']
}
