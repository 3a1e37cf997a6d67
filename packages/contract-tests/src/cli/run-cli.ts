import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { inspect } from 'node:util'
import { CommanderError } from 'commander'
import type { ContractConfiguration } from '../config/configuration.ts'
import { BadConfiguration, findConfiguration, loadConfiguration } from '../config/load-configuration.ts'
import type { RunReport } from '../report/run-report.ts'
import { createTerminalReporter, type TerminalStream } from '../report/terminal/terminal-reporter.ts'
import { writeReports, type ReportPaths } from '../report/write-reports.ts'
import { baselineOf, readBaseline, type Baseline } from '../run/baseline.ts'
import { listCases } from '../run/list-cases.ts'
import { runContract } from '../run/run-contract.ts'
import { isSelected, unknownWords } from '../run/select-cases.ts'
import { ServerAway } from '../server/presence.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { expectWritable } from './expect-writable.ts'
import { createProgram, type CliOptions } from './program.ts'
import { quickStart } from './quick-start.ts'

export interface CliContext {
  readonly stdout: TerminalStream
  readonly stderr: Pick<TerminalStream, 'write'>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where paths are relative to. */
  readonly folder: string
}

/** Runs the command line; whatever goes wrong becomes a line on stderr and an exit code. */
export async function runCli(words: readonly string[], context: CliContext): Promise<ExitCode> {
  try {
    const program = createProgram().configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
    })
    program.parse(words, { from: 'user' })
    return await run(program.opts<CliOptions>(), context)
  } catch (error) {
    // Commander has said what was wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.kept : exitCodes.noRun
    const expected = error instanceof BadConfiguration || error instanceof ServerAway
    // What nobody thought of says nothing about the server, so it must not look like a broken requirement.
    context.stderr.write(`${expected ? error.message : inspect(error)}\n`)
    return exitCodes.noRun
  }
}

async function run(options: CliOptions, context: CliContext): Promise<ExitCode> {
  const unknown = unknownWords(listCases(), options)
  if (unknown.length > 0)
    throw new BadConfiguration(`No test is meant by ${unknown.join(', ')}; --list prints what there is`)
  if (options.list === true) return list(options, context)

  const configuration = await configurationFor(options, context)
  const baseline =
    options.baseline === undefined ? undefined : await baselineAt(resolve(context.folder, options.baseline))
  const reports = pathsOf(options, context.folder)
  const baselineTo = options.writeBaseline === undefined ? undefined : resolve(context.folder, options.writeBaseline)
  await expectWritable([...Object.values(reports), baselineTo].filter((path) => path !== undefined))
  const terminal = createTerminalReporter({ stream: context.stdout, quiet: options.quiet })
  const { only, skip } = options
  const report = await runContract(configuration, {
    only,
    skip,
    onOpen: ({ cases, seed }) => terminal.onBegin({ issuer: configuration.issuer, tests: cases.length, seed }),
    onStart: terminal.onStart,
    onResult: terminal.onResult,
    ...(baseline !== undefined && { baseline }),
  }).catch((error: unknown) => {
    terminal.onBreakOff()
    throw error
  })
  terminal.onEnd(report)
  const written = [...(await writeReports(report, reports))]
  if (baselineTo !== undefined) {
    await writeFile(baselineTo, `${JSON.stringify(baselineOf(report), null, 2)}\n`)
    written.push(baselineTo)
  }
  for (const path of written) context.stdout.write(`Wrote ${path}\n`)
  return exitCodeOf(report)
}

async function configurationFor(options: CliOptions, context: CliContext): Promise<ContractConfiguration> {
  const { issuer, policy, seed, fuzz } = options
  const path =
    options.config === undefined ? findConfiguration(context.folder) : resolve(context.folder, options.config)
  const told = {
    ...(policy !== undefined && { policy }),
    ...(seed !== undefined && { seed }),
    ...(fuzz !== undefined && { fuzz }),
  }
  // With a file, --issuer says where else its server is.
  const parts = [options.clientId, options.redirectUri, options.scope, options.username]
  const alone = parts.some((part) => part !== undefined)
  if (alone && (issuer === undefined || options.config !== undefined))
    throw new BadConfiguration(
      '--client-id, --redirect-uri, --scope and --username go with --issuer, and without --config',
    )
  if (issuer !== undefined && (alone || path === undefined))
    return { ...quickStart({ ...options, issuer }, context.env), ...told }
  if (path === undefined)
    throw new BadConfiguration(
      'There is no contract.config.ts here. Name one with --config, or start with --issuer <url>',
    )
  return { ...(await loadConfiguration(path)), ...(issuer !== undefined && { issuer }), ...told }
}

async function baselineAt(path: string): Promise<Baseline> {
  try {
    return readBaseline(await readFile(path, 'utf8'))
  } catch (error) {
    throw new BadConfiguration(`The baseline ${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

function pathsOf(options: CliOptions, folder: string): ReportPaths {
  const at = (path: string | undefined) => (path === undefined ? undefined : resolve(folder, path))
  const { json, junit, sarif, html, badge } = options
  return { json: at(json), junit: at(junit), sarif: at(sarif), html: at(html), badge: at(badge) }
}

function list(options: CliOptions, { stdout }: CliContext): ExitCode {
  const chosen = listCases().filter((one) => isSelected(one, options))
  for (const [group, cases] of Map.groupBy(chosen, (one) => one.group)) {
    stdout.write(`${group}\n`)
    for (const one of cases) stdout.write(`  ${one.id}  ${one.requirements[0].level}${one.policy ? ', policy' : ''}\n`)
  }
  stdout.write(`${chosen.length} ${chosen.length === 1 ? 'test' : 'tests'}\n`)
  return exitCodes.kept
}

/** With a baseline only what is worse than in it counts. */
export function exitCodeOf({ results, baseline }: Pick<RunReport, 'results' | 'baseline'>): ExitCode {
  if (baseline !== null) return baseline.worse.length > 0 ? exitCodes.worse : exitCodes.kept
  return results.some(({ verdict }) => verdict === 'fail') ? exitCodes.broken : exitCodes.kept
}
