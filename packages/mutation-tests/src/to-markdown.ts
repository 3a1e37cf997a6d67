import { leastShare, percent, type Judgement, type Opinion } from './judge.ts'
import type { Fate } from './mutant.ts'

/** How the mutants of a run were chosen. */
export interface Draw {
  readonly of: number
  /** null: all of them. */
  readonly seed: number | null
}

const fates: readonly Fate[] = ['caught', 'survived', 'not covered', 'only while loading', 'untried']
const opinions: readonly Opinion[] = ['equivalent', 'not observable', 'not tried', 'gap']

/** The page for people. */
export function toMarkdown(judgement: Judgement, { of, seed }: Draw): string {
  const { tried, uncaught, share } = judgement
  const drawn = seed === null ? 'all of them' : `drawn from ${of} with seed ${seed}`
  const count = (fate: Fate, file?: string) =>
    tried.filter((one) => one.fate === fate && (file === undefined || one.file === file)).length
  const told = (verdict: Opinion | null) => uncaught.filter(({ judged }) => (judged?.verdict ?? null) === verdict)
  const files = [...new Set(tried.map(({ file }) => file))].toSorted()
  return [
    '# Mutants of the hub',
    '',
    `Written by \`pnpm mutate\`; do not edit. It makes small changes to the hub's own code, one at a time (${tried.length}, ${drawn}), and runs the contract, core's own tests and the storage suite against each.`,
    '',
    `**${percent(share)}** of those that change what can be observed are caught; ${percent(leastShare)} have to be. A change that survives is looked at by a person, in \`packages/mutation-tests/survivors.json\`: it is equivalent, not observable, not tried (made and kept before the change was put in), or a gap in the tests.`,
    '',
    table(
      ['', 'mutants'],
      [
        ...fates.map((fate) => [fate, String(count(fate))]),
        ...opinions.map((opinion) => [`uncaught, ${opinion}`, String(told(opinion).length)]),
        ['uncaught, not judged', String(told(null).length)],
      ],
    ),
    '',
    'Only while loading: nothing but the start of the program passes through it, and it is not tried. What measures, waits, races hundreds of requests, or ends the hub is left out of the contract here.',
    '',
    '## File by file',
    '',
    table(
      ['file', ...fates],
      files.map((file) => [`\`${file}\``, ...fates.map((fate) => String(count(fate, file)))]),
    ),
    '',
    '## What was not caught',
    '',
    table(
      ['where', 'change', 'verdict', 'why'],
      uncaught.map(({ file, line, original, replacement, judged }) => [
        `\`${file}:${line}\``,
        `${code(original)} → ${code(replacement)}`,
        judged?.verdict ?? 'not judged',
        judged?.why ?? '',
      ]),
    ),
    '',
  ].join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)].join('\n')
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function code(text: string): string {
  const short = text.length <= 80 ? text : `${text.slice(0, 79)}…`
  return text === '' ? 'nothing' : `\`\` ${short} \`\``
}
