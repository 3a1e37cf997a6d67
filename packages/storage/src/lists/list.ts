import type { PageRequest, Position } from '@identity-hub/core'
import { SLICE_ROWS } from './walk.ts'

/** A part of a statement: its text, with a `?` for each of the values. */
export interface Part {
  readonly sql: string
  readonly values: readonly Value[]
}

export type Value = null | number | string | Uint8Array

/**
 * Rows of a tenant in the order of a key, the greatest first, as statements that every driver can run. What belongs to a
 * row is asked for in subqueries, and columns by which nothing is to be found stand in expressions: so no planner begins
 * at another index, whatever it believes about the tables.
 */
export interface List<Row extends object, Item> {
  readonly from: string
  /** Expressions by which rows are found in order; their values are ASCII. */
  readonly key: readonly string[]
  /** What an index finds; everything else is looked at. */
  readonly within: Part
  /** Which of the rows that are looked at are wanted. */
  readonly where: Part
  readonly columns: string
  /** Keys of the list are smaller than the one and not smaller than the other. */
  readonly range: { readonly before: Position; readonly from: Position }
  /** Values of the key's columns. */
  readonly toKey?: (position: Position) => readonly Value[]
  readonly toItem: (row: Row) => Item
  readonly positionOf: (item: Item) => Position
}

/** Sorts behind every id and every name. */
export const BEHIND_ALL = '~'

export const all = (...parts: readonly Part[]): Part => ({
  sql: parts.map(({ sql }) => `(${sql})`).join(' AND ') || 'true',
  values: parts.flatMap(({ values }) => values),
})

export const part = (sql: string, ...values: readonly Value[]): Part => ({ sql, values })

// The text stays the same without a value, so that it is prepared once.
export const equals = (column: string, value: Value | undefined): Part =>
  part(`CAST(? AS integer) = 0 OR ${column} = ?`, value === undefined ? 0 : 1, value ?? null)

const isBefore = (a: Position, b: Position): boolean => {
  const at = a.findIndex((value, index) => value !== b[index])
  return at >= 0 && (a[at] ?? '') < (b[at] ?? '')
}

/** Where a page begins: no position leads out of the list. */
export const startOf = ({ range }: Pick<List<object, unknown>, 'range'>, { after }: PageRequest): Position =>
  after !== null && isBefore(after, range.before) ? after : range.before

function inRange<Row extends object, Item>(list: List<Row, Item>, after: Position, from: Position): Part {
  const keyValues = list.toKey ?? ((position: Position) => list.key.map((_, index) => position[index] ?? ''))
  const places = list.key.map(() => '?').join(', ')
  const key = list.key.join(', ')
  return all(
    list.within,
    part(`(${key}) < (${places})`, ...keyValues(after)),
    part(`(${key}) >= (${places})`, ...keyValues(from)),
  )
}

const order = ({ key }: { readonly key: readonly string[] }): string =>
  `ORDER BY ${key.map((column) => `${column} DESC`).join(', ')}`

/** Finds the last key of the slice behind `after`, as `key0`, `key1`; no row: the list ends within it. */
export function toEdge<Row extends object, Item>(list: List<Row, Item>, after: Position): Part {
  const range = inRange(list, after, list.range.from)
  const columns = list.key.map((column, index) => `${column} AS key${index}`).join(', ')
  const sql = `SELECT ${columns} FROM ${list.from} WHERE ${range.sql} ${order(list)} LIMIT 1 OFFSET ${SLICE_ROWS - 1}`
  return { sql, values: range.values }
}

/** Takes the wanted rows of the slice, at most `limit`. */
export function toSlice<Row extends object, Item>(
  list: List<Row, Item>,
  after: Position,
  end: Position | null,
  limit: number,
): Part {
  const wanted = all(inRange(list, after, end ?? list.range.from), list.where)
  const sql = `SELECT ${list.columns} FROM ${list.from} WHERE ${wanted.sql} ${order(list)} LIMIT ?`
  return { sql, values: [...wanted.values, limit] }
}

export type EdgeRow = Readonly<Record<string, string | Uint8Array>>

/** @param row of `toEdge` */
export const toPosition = (row: EdgeRow | undefined): Position | null =>
  row === undefined
    ? null
    : Object.values(row).map((value) => (typeof value === 'string' ? value : Buffer.from(value).toString('hex')))
