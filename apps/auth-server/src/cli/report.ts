import type { CliContext } from './cli-context.ts'

/** What a command has to say when it went well. */
export interface Answer {
  /** One document for programs. */
  readonly json: unknown
  /** The same for people. */
  readonly text: string
  /** What else they should know; beside the document, never in it. */
  readonly notes?: readonly string[]
}

export function reportAnswer(
  { stdout, stderr }: Pick<CliContext, 'stdout' | 'stderr'>,
  { json, text, notes = [] }: Answer,
  asJson: boolean,
): void {
  if (asJson) stdout.write(`${escaped(JSON.stringify(json))}\n`)
  else stdout.write(`${text.replaceAll(BUT_NEWLINES, '\u{fffd}')}\n`)
  for (const note of notes) (asJson ? stderr : stdout).write(`${onOneLine(note)}\n`)
}

/** One line on stderr, whatever is in it. */
export function reportProblem({ stderr }: Pick<CliContext, 'stderr'>, problem: string): void {
  stderr.write(`error: ${onOneLine(problem)}\n`)
}

export function reportWarnings({ stderr }: CliContext, warnings: readonly string[]): void {
  for (const warning of warnings) stderr.write(`warning: ${onOneLine(warning)}\n`)
}

// What commands a terminal, or turns around what is read there.
const COMMANDING = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu
const BUT_NEWLINES = new RegExp(String.raw`(?!\n)${COMMANDING.source}`, 'gu')

// JSON may have them as they are, and means the same with escapes. RFC 8259 §7
function escaped(json: string): string {
  return json.replaceAll(COMMANDING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Text from elsewhere cannot add a line or command the terminal. */
export function onOneLine(text: string): string {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(COMMANDING, '\u{fffd}')
}

/** Rows under headings, in columns as wide as they need to be; without rows a sentence. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[], ifEmpty: string): string {
  if (rows.length === 0) return ifEmpty
  const lines = [headings, ...rows].map((row) => row.map((cell) => onOneLine(cell)))
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))))
  const pad = (cell: string, column: number): string => cell + ' '.repeat((widths[column] ?? 0) - width(cell))
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n')
}

/** The first of several, and how many more there are: a table is looked over, and `show` has all of them. */
export function firstOf([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? first : `${first} + ${more.length}`
}

/** One record, a line for each of its members; a member without a value has a dash. */
export function details(
  members: Readonly<Record<string, string | number | boolean | null | readonly string[]>>,
): string {
  const rows = Object.entries(members).map(([name, value]) => [name, textOf(value)])
  const widest = Math.max(...rows.map(([name = '']) => width(name)))
  return rows
    .map(([name = '', text = '']) => `${name}${' '.repeat(widest - width(name))}  ${onOneLine(text)}`)
    .join('\n')
}

function textOf(value: string | number | boolean | null | readonly string[]): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'object' ? value.join(', ') : String(value)
}

function width(text: string): number {
  return Array.from(text).length
}
