import type { Account, Id, ListAccounts, Page } from '@identity-hub/core'
import { endOfPrefix, normaliseIdentifier } from '../identifier.ts'
import { ACCOUNT_COLUMNS, type AccountRow, toAccount } from './accounts.ts'

/** What differs between the databases. */
export interface ListDialect {
  readonly parameter: '?' | '$'
  /** Of an account `a`, as the index `accounts_by_name` has it. */
  readonly name: string
  /** Whether it finds `(a, b) > (1, 2)` by an index of expressions, or must be told of each column. */
  readonly seeksRows: boolean
}

export interface ListQuery {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** `place`: the name or the identifier by which the row has its place. Queries that seek a place answer that alone. */
export interface ListRow extends AccountRow {
  readonly place: string
}

type Asking<Answer> = Generator<ListQuery, Answer, readonly ListRow[]>

/** So few that have a role are read one by one; those of a role that is common are soon met on the way through all. */
const FEW = 1_000
/** So many identifiers are looked at for one page: all of their accounts may have been listed by name before. */
const MOST_IDENTIFIERS = 2_000

/** Asks for rows, one query after the other, until it has a page. */
export function* listAccountPage(dialect: ListDialect, tenantId: Id, input: ListAccounts): Asking<Page<Account>> {
  const queries = createQueries(dialect, tenantId, input)
  const { limit } = input
  const [kind = 'name', place = '', id = ''] = input.after ?? []
  let named: readonly ListRow[] = []
  if (kind === 'name') {
    named = yield* listByName(queries, input, place, id)
    const last = named[limit - 1]
    if (named.length > limit && last !== undefined)
      return { rows: named.slice(0, limit).map(toAccount), next: ['name', last.place, last.accountId] }
  }
  if (!queries.isSearch) return { rows: named.map(toAccount), next: null }

  const after = kind === 'name' ? '' : place
  const [end] = yield queries.lastIdentifier(after)
  const found = yield queries.byIdentifier(after, end?.place ?? null)
  const rows = [...named, ...found].slice(0, limit)
  const isMore = named.length + found.length > limit
  const next = isMore ? (rows.length > named.length ? rows.at(-1)?.place : after) : end?.place
  return { rows: rows.map(toAccount), next: next === undefined ? null : ['identifier', next] }
}

/** One row more than the page holds, if there are so many. An index has the names of one status in order. */
function* listByName(
  queries: Queries,
  { role, limit }: ListAccounts,
  afterName: string,
  afterId: string,
): Asking<readonly ListRow[]> {
  const rareRole = role !== undefined && (yield queries.seekMany(role)).length === 0 ? role : null
  const rows: ListRow[] = []
  for (const status of queries.statuses)
    rows.push(
      ...(rareRole === null
        ? yield queries.byName(status, afterName, afterId)
        : yield queries.amongHolders(status, rareRole, afterName, afterId)),
    )
  return rows.toSorted(compareRows).slice(0, limit + 1)
}

/** As the databases do. */
const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

const compareRows = (a: ListRow, b: ListRow): number =>
  compareBytes(a.place, b.place) || (a.accountId < b.accountId ? -1 : 1)

type Queries = ReturnType<typeof createQueries>

function createQueries({ parameter, name, seeksRows }: ListDialect, tenantId: Id, input: ListAccounts) {
  const statuses: readonly Account['status'][] = input.status === undefined ? ['active', 'blocked'] : [input.status]
  const prefix = normaliseIdentifier(input.search ?? '')
  const end = endOfPrefix(prefix)

  function query(write: (bind: (value: string | number) => string) => string): ListQuery {
    const values: (string | number)[] = []
    return { sql: write((value) => `${parameter}${values.push(value)}`), values }
  }
  type Bind = Parameters<Parameters<typeof query>[0]>[0]

  const hasPrefix = (value: string, bind: Bind): string =>
    `${value} >= ${bind(prefix)}${end === null ? '' : ` AND ${value} < ${bind(end)}`}`

  // As the indexes have them.
  const STATUS = "(a.tenant_id || ' ' || a.status)"
  const holds = (role: string, bind: Bind): string => `r.tenant_id || ' ' || r.role = ${bind(`${tenantId} ${role}`)}`

  const BY_NAME = `SELECT ${ACCOUNT_COLUMNS}, ${name} AS place`

  // One bound on each side: SQLite seeks by one of several and only looks at the others.
  const identifiers = (after: string, upTo: string | null, bind: Bind): string => {
    const bounds = [`i.tenant_id = ${bind(tenantId)}`]
    bounds.push(compareBytes(after, prefix) < 0 ? `i.value >= ${bind(prefix)}` : `i.value > ${bind(after)}`)
    if (upTo !== null) bounds.push(`i.value <= ${bind(upTo)}`)
    else if (end !== null) bounds.push(`i.value < ${bind(end)}`)
    return bounds.join(' AND ')
  }

  // A value and not EXISTS: that becomes a join, before which PostgreSQL may read all names to sort them.
  const hasRole = (role: string, bind: Bind): string => `
    (SELECT true FROM account_roles r
      WHERE r.account_id = a.id AND r.role = ${bind(role)} AND r.tenant_id = ${bind(tenantId)})`

  return {
    statuses,
    isSearch: prefix !== '',

    /** Answers a row if more than a few have the role. */
    seekMany: (role: string): ListQuery =>
      query(
        (bind) => `
          SELECT r.account_id AS place FROM account_roles r
          WHERE ${holds(role, bind)} LIMIT 1 OFFSET ${FEW}`,
      ),

    // Bounds on all columns of the index: an equation would let PostgreSQL guess at so few rows that it may sort them.
    byName: (status: Account['status'], afterName: string, afterId: string): ListQuery =>
      query((bind) => {
        const ofStatus = `${tenantId} ${status}`
        const [fromName, fromId] = compareBytes(afterName, prefix) < 0 ? [prefix, ''] : [afterName, afterId]
        const where = [
          `(${STATUS}, ${name}, a.id || '') > (${bind(ofStatus)}, ${bind(fromName)}, ${bind(fromId)})`,
          end === null ? `${STATUS} <= ${bind(ofStatus)}` : `(${STATUS}, ${name}) < (${bind(ofStatus)}, ${bind(end)})`,
        ]
        if (!seeksRows) where.push(`${STATUS} = ${bind(ofStatus)} AND ${name} >= ${bind(fromName)}`)
        if (!seeksRows && end !== null) where.push(`${name} < ${bind(end)}`)
        if (input.role !== undefined) where.push(hasRole(input.role, bind))
        return `${BY_NAME} FROM accounts a WHERE ${where.join(' AND ')}
          ORDER BY ${seeksRows ? `${STATUS}, ` : ''}${name}, a.id || '' LIMIT ${bind(input.limit + 1)}`
      }),

    /** The same, of the few who have a role. */
    amongHolders: (status: Account['status'], role: string, afterName: string, afterId: string): ListQuery =>
      query((bind) => {
        const unindexed = `${name} || ''`
        const where = [
          `${holds(role, bind)} AND a.id = r.account_id AND a.tenant_id = r.tenant_id`,
          `a.status = ${bind(status)} AND (${unindexed}, a.id) > (${bind(afterName)}, ${bind(afterId)})`,
        ]
        if (prefix !== '') where.push(hasPrefix(unindexed, bind))
        return `${BY_NAME} FROM account_roles r CROSS JOIN accounts a WHERE ${where.join(' AND ')}
          ORDER BY ${unindexed}, a.id LIMIT ${bind(input.limit + 1)}`
      }),

    /** Where a look at the identifiers ends, if it comes so far. */
    lastIdentifier: (after: string): ListQuery =>
      query(
        (bind) => `
          SELECT i.value AS place FROM account_identifiers i
          WHERE ${identifiers(after, null, bind)}
          ORDER BY i.value LIMIT 1 OFFSET ${MOST_IDENTIFIERS - 1}`,
      ),

    // Each account by the first of its identifiers that has the prefix.
    byIdentifier: (after: string, upTo: string | null): ListQuery =>
      query((bind) => {
        const where = [
          identifiers(after, upTo, bind),
          `a.id = i.account_id AND a.tenant_id = ${bind(tenantId)} AND NOT (${hasPrefix(name, bind)})`,
          `a.status IN (${statuses.map(bind).join(', ')})`,
          `NOT EXISTS (SELECT 1 FROM account_identifiers o
            WHERE o.account_id = i.account_id AND o.value >= ${bind(prefix)} AND o.value < i.value)`,
        ]
        if (input.role !== undefined) where.push(hasRole(input.role, bind))
        return `
          SELECT ${ACCOUNT_COLUMNS}, i.value AS place
          FROM account_identifiers i CROSS JOIN accounts a
          WHERE ${where.join(' AND ')}
          ORDER BY i.value LIMIT ${bind(input.limit + 1)}`
      }),
  }
}
