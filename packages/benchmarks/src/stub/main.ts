import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { showProgress } from '../cli/progress.ts'
import { describeMachine } from '../run/describe-machine.ts'
import { makeWorkFolder } from '../run/work-folder.ts'
import { choosePinning, coresOf, pinDriver } from '../servers/pinning.ts'
import { LEAST_RATIO, type StubResults, toMarkdown } from './report.ts'
import { runStubBenchmark } from './run-stub-benchmark.ts'

const HELP = `pnpm bench:stub [options]

The generated stub beside the same routes by hand, with the share of each step; writes apps/docs/benchmarks/stub.{md,json}.

  --rounds <n>    default 5
  --seconds <n>   of each timed window, default 3
  --json          the figures on stdout, and nothing is written
  --help          this

exit code 0: the stub keeps ${LEAST_RATIO} of the requests per second on each route   1: it does not   2: a bad option
`

const OUTPUT = join(import.meta.dirname, '../../../../apps/docs/benchmarks')
const CONNECTIONS = 32

process.exitCode = await main(process.argv.slice(2).filter((word) => word !== '--'))

async function main(words: readonly string[]): Promise<number> {
  const options = read(words)
  if (typeof options === 'string') {
    process.stderr.write(`error: ${options}\nsee pnpm bench:stub --help\n`)
    return 2
  }
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  const pinning = choosePinning()
  if (pinning !== null) pinDriver(pinning)
  const progress = showProgress(process.stderr)
  const work = makeWorkFolder()
  process.once('exit', () => work.remove())
  const figures = await runStubBenchmark({
    rounds: options.rounds,
    seconds: options.seconds,
    warmupSeconds: Math.min(2, options.seconds),
    connections: CONNECTIONS,
    folder: work.path,
    cores: pinning === null ? null : coresOf(pinning).server,
    say: (line) => progress.say(line),
  })
  progress.done()
  const { rounds, seconds } = options
  const date = new Date().toISOString()
  const results: StubResults = { date, machine: describeMachine(), rounds, seconds, connections: CONNECTIONS, figures }
  const json = `${JSON.stringify(results, null, 2)}\n`
  process.stdout.write(options.json ? json : toMarkdown(results))
  if (!options.json) {
    mkdirSync(OUTPUT, { recursive: true })
    writeFileSync(join(OUTPUT, 'stub.json'), json)
    writeFileSync(join(OUTPUT, 'stub.md'), toMarkdown(results))
  }
  return figures.every(({ ratio }) => ratio.median >= LEAST_RATIO) ? 0 : 1
}

interface Options {
  readonly rounds: number
  readonly seconds: number
  readonly json: boolean
  readonly help: boolean
}

/** A text says what is wrong. */
function read(words: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '3' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
    if (!(Number.isSafeInteger(rounds) && rounds > 0))
      return `--rounds is ${values.rounds}; write a whole number from 1`
    if (!(seconds > 0)) return `--seconds is ${values.seconds}; write a number above 0`
    return { rounds, seconds, json: values.json, help: values.help }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
