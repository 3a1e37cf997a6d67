import { answerTo, cellsUnder, COLUMNS, type Cells, type Column, type EndReason, type Row } from './row.ts'
import { GROUPS, LONGEST_DELAY_MILLISECONDS } from './table.ts'

export const pageUrl = new URL('../../../docs/reference/what-ends-access.md', import.meta.url)

const NAMES: Readonly<Record<Column, string>> = {
  code: 'code',
  accessToken: 'access token',
  refreshToken: 'refresh token',
  session: 'session',
  appToken: 'app token',
}

/** The reference of events: what each of them ends. */
export function accessPage(): string {
  return `${[introduction, ...GROUPS.map(([title, rows]) => groupSection(title, Object.values(rows))), answers()].join('\n\n')}\n`
}

const introduction = `# What ends access

<!-- Made by \`pnpm docs:access\` from apps/auth-server/test/what-ends-access. Do not edit. -->

**The longest delay is ${LONGEST_DELAY_MILLISECONDS / 1000} second, on every replica**, from the answer to whoever made the change. Nothing is told around among
replicas, and none goes by what it remembers: each asks the database, so it is the next use that is refused. A test proves
each cell below on SQLite and on PostgreSQL, with two hubs: the event happens at one, and the other is asked.

What has ended stays ended, whatever is given back later. What goes on lasts as long as [it does anyway](README.md#lifetimes).

- **code**: not exchanged yet.
- **access token** and **refresh token**: what a person granted an app. Each sign-in to an app is judged for itself.
- **session**: the person's, in their browser, at the hub.
- **app token**: what an app has for itself (client credentials).

\`rights_change\` is the tenant's setting: whether only the loss of a right ends a grant (\`removed\`, the default), or every
change ([rights.md](rights.md#when-rights-change)). Where it says nothing, both are the same.`

function groupSection(title: string, rows: readonly Row[]): string {
  const head = ['event', '`rights_change`', ...COLUMNS.map((column) => NAMES[column])]
  const table = [tableLine(head), tableLine(head.map(() => '---')), ...rows.flatMap(tableLines)].join('\n')
  const words = rows.map(({ event, text }) => `- **${event}.** ${text}`).join('\n')
  return `## ${title}\n\n${table}\n\n${words}`
}

function tableLines(row: Row): readonly string[] {
  const [removed, any] = [cellsUnder(row, 'removed'), cellsUnder(row, 'any')]
  const line = (setting: string, cells: Cells) =>
    tableLine([row.event, setting, ...COLUMNS.map((column) => cellText(cells[column]))])
  const isSame = COLUMNS.every((column) => removed[column] === any[column])
  return isSame ? [line('', removed)] : [line('`removed`', removed), line('`any`', any)]
}

function cellText(cell: Cells[Column]): string {
  if (cell === 'stays') return 'stays'
  return cell === 'signed_out' ? '**ends**' : `**ends** \`${cell}\``
}

/** What is answered to each of the reasons. */
function answers(): string {
  const used = GROUPS.flatMap(([, rows]) => Object.values(rows)).flatMap((row) => [
    cellsUnder(row, 'removed'),
    cellsUnder(row, 'any'),
  ])
  const reasons = new Set(used.flatMap((cells) => COLUMNS.map((column) => cells[column])).filter(isReason))
  const lines = [...reasons].toSorted().map((reason) => {
    const isFor = (columns: readonly ('code' | 'refreshToken' | 'accessToken' | 'appToken')[]) => {
      const column = columns.find((one) => used.some((cells) => cells[one] === reason))
      return column === undefined ? '' : `\`${answerTo(column, reason)}\``
    }
    return tableLine([nameOf(reason), isFor(['code', 'refreshToken']), isFor(['accessToken', 'appToken'])])
  })
  const head = ['reason', 'code, refresh token', 'access token, app token']
  return `## What is answered

The client is told no more than the RFC allows; the reason is in the log, and \`hub explain <request-id>\` puts it in a sentence. A
browser whose session has ended is led to the sign-in page, and finds nothing at all where the tenant is suspended.

${[tableLine(head), tableLine(head.map(() => '---')), ...lines].join('\n')}`
}

function isReason(cell: Cells[Column]): cell is EndReason {
  return cell !== 'stays' && cell !== 'signed_out'
}

/** No request of a suspended tenant is decided upon, so the page of reasons has none for it. */
function nameOf(reason: EndReason): string {
  return reason === 'tenant_suspended' ? `\`${reason}\`` : `[\`${reason}\`](errors.md#${reason})`
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
