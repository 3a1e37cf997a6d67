import path from 'node:path'
import { Command, CommanderError } from 'commander'
import { runDiff } from '../diff/run-diff.ts'
import { packageVersion } from '../package-version.ts'
import { CannotRun } from './cannot-run.ts'
import type { GenerateRun, RunOptions } from './generate-files.ts'
import { missingGenerators } from './missing-generators.ts'

export interface Terminal {
  readonly stdout: (text: string) => unknown
  readonly stderr: (text: string) => unknown
}

interface Options extends RunOptions {
  readonly json?: boolean
}

/**
 * @returns the exit code: 0 all is well; 1 a file is stale, or the document cannot be generated from; 2 it could not run,
 * because of an option, the configuration, or a file that is not there
 */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...others] = words
  if (first === 'diff') return await runDiff(others, terminal)
  let exitCode: 0 | 1 | 2 = 0
  const program = createProgram(terminal, async (command, document, options) => {
    exitCode = await run(command, { ...options, ...(document !== undefined && { document }) }, terminal)
  })
  try {
    await program.parseAsync(words, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}

type CommandName = 'generate' | 'check'

function createProgram(
  { stdout, stderr }: Terminal,
  act: (command: CommandName, document: string | undefined, options: Options) => Promise<void>,
): Command {
  const program = new Command('openapi-koa')
    .description('Typed Koa servers for any OpenAPI document.')
    .version(packageVersion())
    .showHelpAfterError('Add --help to see every option.')
    .exitOverride()
    .configureOutput({ writeOut: stdout, writeErr: stderr })
    .addHelpText('after', MORE)
  const add = (name: CommandName, description: string): void => {
    program
      .command(name)
      .description(description)
      .argument('[document]', 'an OpenAPI document, JSON or YAML, instead of a configuration')
      .option('-o, --output <folder>', 'with a document: where koa.gen.ts goes')
      .option('-f, --file <file>', 'the configuration of hey-api; openapi-ts.config.{ts,mts,js,mjs} here when left out')
      .option('--json', 'say what was done as JSON')
      .action((document: string | undefined, options: Options) => act(name, document, options))
  }
  add('generate', 'Writes koa.gen.ts.')
  add('check', 'Writes nothing, and fails when koa.gen.ts is not what the document generates.')
  program.command('diff <old> <new>').description('Says what breaks clients, or servers; see diff --help.')
  return program
}

const MORE = `
Exit codes:
  0  all is well
  1  a file is stale, or the document cannot be generated from
  2  it could not run: an option, the configuration, a file that is not there

Examples:
  openapi-koa generate
  openapi-koa generate museum.yaml --output src/generated
  openapi-koa check
  openapi-koa diff released.yaml museum.yaml
`

async function run(command: CommandName, options: Options, terminal: Terminal): Promise<0 | 1 | 2> {
  const { stdout, stderr } = terminal
  const isCheck = command === 'check'
  const missing = missingGenerators()
  if (missing !== undefined) {
    stderr(`${missing}\n`)
    return 2
  }
  // The generators do not come with this package, and those that do not fit crash on import.
  const { generateFiles } = await import('./generate-files.ts')
  const done = await generateFiles(options, isCheck)
  const files = done.results.map(({ file, state }) => ({ file: path.relative('', file), state }))
  const ok = done.error === undefined && (!isCheck || files.every(({ state }) => state === 'fresh'))
  if (options.json === true) {
    const warnings = done.results.flatMap((result) => result.warnings)
    const error = done.error && { message: done.error.message, ...pointerOf(done.error) }
    stdout(`${JSON.stringify({ ok, files, warnings, ...(error && { error }) }, undefined, 2)}\n`)
  } else if (done.error) stderr(`${sourceOf(done)}${done.error.message}\n`)
  else {
    for (const { file, state } of files) {
      if (!isCheck) stdout(`${file} ${state === 'fresh' ? 'is unchanged' : 'is written'}\n`)
      else if (state !== 'fresh') stderr(`${file} ${state === 'missing' ? 'is missing' : 'is stale'}\n`)
    }
    if (!ok) stderr(`Type: npx --no openapi-koa generate${repeated(options)}\n`)
  }
  if (done.error instanceof CannotRun) return 2
  return ok ? 0 : 1
}

/** The document, when the mistake is in it; whoever parses it names it already. */
function sourceOf({ inputs, error }: GenerateRun): string {
  return error && inputs.length === 1 && 'pointer' in pointerOf(error) ? `${inputs[0]}: ` : ''
}

/** A place in the document, as a JSON pointer. */
function pointerOf({ cause }: Error): { readonly pointer?: unknown } {
  return typeof cause === 'object' && cause !== null && 'pointer' in cause ? { pointer: cause.pointer } : {}
}

function repeated({ document, output, file }: Options): string {
  const words = [document, output && `--output ${output}`, file && `--file ${file}`].filter(Boolean)
  return words.map((word) => ` ${word}`).join('')
}
