import { help, readOptions, type Options } from './cli/options.ts'
import { showProgress } from './cli/progress.ts'
import { select } from './cli/select.ts'
import { writeResults } from './cli/write-results.ts'
import { toTerminal } from './report/terminal.ts'
import { runBenchmarks } from './run/run-benchmarks.ts'
import { makeWorkFolder } from './run/work-folder.ts'
import { choosePinning, coresOf, pinDriver } from './servers/pinning.ts'

// V8 compiles for seconds: the more code a contestant has, the longer.
const WARMUP_SECONDS = 4

const reading = readOptions(process.argv.slice(2))
if (!reading.ok) {
  process.stderr.write(`error: ${reading.problem}\nsee pnpm bench --help\n`)
  process.exitCode = 2
} else if (reading.options === 'help') {
  process.stdout.write(help())
} else {
  process.exitCode = await run(reading.options)
}

/** 0: every contestant did every operation without an error. */
async function run(options: Options): Promise<0 | 1> {
  const pinning = choosePinning()
  if (pinning !== null) pinDriver(pinning)
  const progress = showProgress(process.stderr)
  const work = makeWorkFolder(options.folder ?? undefined)
  process.once('exit', () => work.remove())
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  const results = await runBenchmarks(select(options.only), {
    rounds: options.rounds,
    seconds: options.seconds,
    warmupSeconds: Math.min(WARMUP_SECONDS, 2 * options.seconds),
    folder: work.path,
    cores: pinning === null ? null : coresOf(pinning),
    say: (line) => progress.say(line),
    scale: 1,
    whole: options.only === null,
  })
  progress.done()
  process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : toTerminal(results))
  if (options.output !== null) {
    writeResults(options.output, results)
    process.stderr.write(`written: results.json, results.md and results.svg in ${options.output}\n`)
  }
  return [...results.figures, ...results.scenarios].every(({ result }) => result.ok) ? 0 : 1
}
