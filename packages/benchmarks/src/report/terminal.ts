import type { Results } from '../run/results.ts'
import { tablesOf, type Table } from './tables.ts'

export function toTerminal(results: Results): string {
  return tablesOf(results).map(tableText).join('\n')
}

function tableText({ title, head, rows, notes = [] }: Table): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return [title.toUpperCase(), line(head), ...rows.map(line), ...notes, ''].join('\n')
}
