import type { Results } from '../run/results.ts'
import { tablesOf, type Table } from './tables.ts'

/** The page of the documentation. */
export function toMarkdown(results: Results): string {
  const { machine, settings, finishedAt } = results
  const versions = Object.entries(machine.packages)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')
  return `${[
    '# Benchmark results',
    '<!-- Made by `pnpm bench`; never edited. -->',
    `${finishedAt.slice(0, 10)}, ${machine.cpu}, ${machine.cores} cores, ${Math.round(machine.memoryBytes / 2 ** 30)} GiB, ${machine.system}, Node ${machine.node}, SQLite ${machine.sqlite}; ${versions}.`,
    `${settings.rounds} rounds, windows of ${settings.seconds} s after ${settings.warmupSeconds} s of warm-up; driver and server ${settings.pinned ? 'on a core each' : 'not pinned'}. Medians, with the smallest and the largest in parentheses. [How to read this](../../../packages/benchmarks/README.md), [all figures](results.json).`,
    '![Operations per second of each contestant](results.svg)',
    ...tablesOf(results).map(tableMarkdown),
  ].join('\n\n')}\n`
}

function tableMarkdown({ title, head, rows, notes = [] }: Table): string {
  const columns = head.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''))
  const line = (cells: readonly string[]): string =>
    `| ${head
      .map((_, column) => (cells[column] ?? '').replaceAll('|', String.raw`\|`))
      .filter((_, column) => columns[column])
      .join(' | ')} |`
  const rule = `|${columns
    .filter(Boolean)
    .map((_, column) => (column === 0 ? '---' : '--:'))
    .join('|')}|`
  return [
    `## ${title[0]?.toUpperCase()}${title.slice(1)}`,
    '',
    line(head),
    rule,
    ...rows.map(line),
    ...notes.flatMap((note) => ['', note]),
  ].join('\n')
}
