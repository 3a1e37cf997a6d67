import type { ClientBase } from 'pg'
import { beforeDeadline } from './deadline.ts'
import { isStorable } from './text.ts'

export type SqlValue = null | boolean | number | string | Uint8Array | readonly string[] | readonly Uint8Array[]

/** One session. Statements are prepared at their first use and kept; parameters are bound by position. */
export interface Connection {
  /**
   * The first row, or undefined. The caller names the columns that it asked for. Nothing is found by a value that
   * PostgreSQL cannot hold.
   */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the type of a row is not to be had from a text
  one<Row extends object>(sql: string, ...values: readonly SqlValue[]): Promise<Row | undefined>
  all<Row extends object>(sql: string, ...values: readonly SqlValue[]): Promise<Row[]>
  /** The number of rows that were changed. */
  run(sql: string, ...values: readonly SqlValue[]): Promise<number>
  /** One statement or several without parameters, not kept. Answers the last command's tag. */
  execute(sql: string): Promise<string>
}

// A name for each text, the same in every session, so that each session prepares a text once.
const names = new Map<string, string>()

function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = `hub_${names.size}`
  names.set(sql, name)
  return name
}

/** @param patienceMilliseconds for each statement; DeadlinePassedError, and the session must be given up */
export function openConnection(client: ClientBase, patienceMilliseconds: number): Connection {
  const query = (sql: string, values: readonly SqlValue[]) =>
    beforeDeadline(client.query({ name: nameOf(sql), text: sql, values: [...values] }), patienceMilliseconds)

  return {
    // The columns have types, so a row holds what the statement says and the casts restate it.
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as declared above
    one: async <Row extends object>(sql: string, ...values: readonly SqlValue[]) =>
      values.every(isStorable) ? ((await query(sql, values)).rows[0] as Row | undefined) : undefined,
    all: async <Row extends object>(sql: string, ...values: readonly SqlValue[]) =>
      values.every(isStorable) ? ((await query(sql, values)).rows as Row[]) : [],
    run: async (sql, ...values) => (await query(sql, values)).rowCount ?? 0,
    execute: async (sql) => {
      const results = await beforeDeadline(client.query(sql), patienceMilliseconds)
      // Several statements have several results, which the types do not tell.
      const last = Array.isArray(results) ? (results.at(-1) as typeof results) : results
      return last.command
    },
  }
}
