import { CommanderError, type Command } from 'commander'
import { administer } from './administer.ts'
import type { CliContext, ExitCode } from './cli-context.ts'
import { describeFailure } from './describe-failure.ts'
import { manage, tell } from './manage.ts'
import { createProgram } from './program.ts'
import { readSecret } from './read-secret.ts'
import { reportProblem } from './report.ts'
import type { Run } from './run.ts'

interface GlobalOptions {
  readonly json?: boolean
  readonly yes?: boolean
  readonly hub?: string
}

/**
 * Runs one command line. Everything that it says goes to the context's streams; nothing is thrown.
 * @param argv what follows the program's name
 */
export async function runCli(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  // `pnpm hub -- …` passes the dashes on.
  const words = argv[0] === '--' ? argv.slice(1) : argv
  const complaints: string[] = []
  const options = (): GlobalOptions => program.opts<GlobalOptions>()
  const asJson = (): boolean => options().json === true
  const run: Run = {
    async manage(work) {
      const { yes: isConfirmed = false, hub } = options()
      exitCode = await manage(context, { asJson: asJson(), isConfirmed, where: { hub } }, work)
    },
    async manageWithSecret(what, work) {
      const reading = await readSecret(context, what)
      return reading.ok ? run.manage((hub) => work(hub, reading.secret)) : run.refuse(reading.problem)
    },
    async administer(useCase) {
      exitCode = await administer(context, asJson(), useCase)
    },
    async administerWithSecret(what, useCase) {
      const reading = await readSecret(context, what)
      if (!reading.ok) return run.refuse(reading.problem)
      return run.administer((administration) => useCase(administration, reading.secret))
    },
    async profile(work) {
      exitCode = await tell(context, asJson(), () => work(context, options().hub))
    },
    refuse(problem) {
      reportProblem(context, problem)
      exitCode = 2
    },
    async task(work) {
      exitCode = await work(context, asJson())
    },
  }
  const program: Command = createProgram(run, context, (command) =>
    command.exitOverride().configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      // Kept, and told as one line in the end.
      writeErr: (text) => void complaints.push(text),
      outputError: (text) => void complaints.push(text),
    }),
  )

  if (words.length === 0) {
    program.outputHelp()
    return 0
  }
  try {
    await program.parseAsync(words, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0
      reportProblem(context, describeMisuse(error, words, program, complaints))
      return 2
    }
    reportProblem(context, describeFailure(error, context))
    return 1
  }
}

function describeMisuse(
  error: CommanderError,
  words: readonly string[],
  program: Command,
  complaints: string[],
): string {
  if (error.code === 'commander.help') {
    const group = program.commands.find((command) => words.includes(command.name()))
    const names = (group ?? program).commands.map((command) => command.name()).join(', ')
    return `${group === undefined ? 'hub' : `hub ${group.name()}`} needs a command: ${names}`
  }
  return complaints
    .map((complaint) =>
      complaint
        .trim()
        .replace(/^error: /, '')
        .replace(/\.$/, ''),
    )
    .join('; ')
}
