import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { contestants } from '../contestants/contestants.ts'
import { operations } from '../operations/operations.ts'
import { scenarios } from '../scenarios/scenarios.ts'

export interface Options {
  /** Names of contestants, operations and scenarios; null: all of them. */
  readonly only: readonly string[] | null
  readonly rounds: number
  readonly seconds: number
  readonly json: boolean
  /** Where results.json, results.md and results.svg go; null: nowhere. */
  readonly output: string | null
  /** Where databases and logs go; null: the system's temporary folder. */
  readonly folder: string | null
}

export type Reading =
  | { readonly ok: true; readonly options: Options | 'help' }
  | { readonly ok: false; readonly problem: string }

const DOCUMENTATION = resolve(import.meta.dirname, '../../../../apps/docs/benchmarks')
// Codes live for a minute, and what a longer window uses up could not be made ready in time.
const MOST_SECONDS = 10
const MOST_ROUNDS = 50

export function readOptions(argv: readonly string[]): Reading {
  let values
  try {
    values = parseArgs({
      // `pnpm bench -- …` passes the dashes on.
      args: argv[0] === '--' ? argv.slice(1) : [...argv],
      options: {
        only: { type: 'string', multiple: true },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        json: { type: 'boolean', default: false },
        output: { type: 'string' },
        folder: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
  if (values.help) return { ok: true, options: 'help' }

  const only = values.only?.flatMap((names) => names.split(',')).map((name) => name.trim())
  const unknown = only?.filter((name) => !names().includes(name)) ?? []
  if (unknown.length > 0) return refuse(`${unknown.join(', ')}: no such name; there are ${names().join(', ')}`)
  const rounds = readNumber(values.rounds, 3)
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MOST_ROUNDS)
    return refuse(`--rounds takes a whole number from 1 to ${MOST_ROUNDS}, not ${values.rounds}`)
  const seconds = readNumber(values.seconds, 3)
  if (!(seconds > 0 && seconds <= MOST_SECONDS))
    return refuse(`--seconds takes a number up to ${MOST_SECONDS}, not ${values.seconds}`)
  // A part of the results must not pass for all of them.
  const output = values.output ?? (only === undefined ? DOCUMENTATION : null)
  return {
    ok: true,
    options: {
      only: only ?? null,
      rounds,
      seconds,
      json: values.json,
      output: output === null ? null : fromCaller(output),
      folder: values.folder === undefined ? null : fromCaller(values.folder),
    },
  }
}

const refuse = (problem: string): Reading => ({ ok: false, problem })

const readNumber = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : text.trim() === '' ? Number.NaN : Number(text)

/** pnpm changes to the package's folder; paths are meant from where the command was given. */
const fromCaller = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path)

const names = (): readonly string[] => [...contestants, ...operations, ...scenarios].map(({ name }) => name)

const list = (entries: readonly { readonly name: string; readonly title: string }[]): string =>
  entries.map(({ name, title }) => `  ${name.padEnd(24)} ${title}`).join('\n')

export function help(): string {
  return `pnpm bench [options]

  --only <name,…>      contestants, operations and scenarios to run; default all
  --rounds <n>         rounds, default 3
  --seconds <n>        length of each timed window, default 3
  --json               the results as JSON on stdout, instead of tables
  --output <folder>    where results.json, results.md and results.svg go; default apps/docs/benchmarks for a whole run
  --folder <folder>    where databases and logs go while it runs, on a disk; default the temporary folder

contestants
${list(contestants)}

operations
${list(operations)}

scenarios
${list(scenarios)}
`
}
