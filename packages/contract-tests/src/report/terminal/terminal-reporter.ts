import { countVerdicts } from '../counts.ts'
import { durationText } from '../durations.ts'
import type { RunReport, TestResult } from '../run-report.ts'
import { mainRequirement } from '../severity.ts'
import { createPaint, wantsColour, type Paint } from './paint.ts'
import { oneLine } from './plain-text.ts'
import { countsLine, renderSummary } from './summary.ts'

export interface TerminalStream {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface TerminalOptions {
  readonly stream: TerminalStream
  /** Default: what NO_COLOR, FORCE_COLOR and the stream say. */
  readonly colour?: boolean | undefined
  /** In characters. Default: the terminal's, else 100. */
  readonly width?: number | undefined
  /** Writes nothing before the end, and then only what failed and the counts. Default: false. */
  readonly quiet?: boolean | undefined
}

/** Tells a person in front of a terminal, or of a build log, how a run goes. */
export interface TerminalReporter {
  readonly onBegin: (run: { readonly issuer: string; readonly tests: number; readonly seed: number }) => void
  readonly onStart: (test: { readonly sentence: string }) => void
  readonly onResult: (result: TestResult) => void
  readonly onEnd: (report: RunReport) => void
  /** There will be no report. */
  readonly onBreakOff: () => void
}

/**
 * A terminal gets one line that shows how far the run is, and above it a line for each group and for each test that did
 * not pass. Anything else, such as the log of a CI job, gets those lines without the first.
 */
export function createTerminalReporter(options: TerminalOptions): TerminalReporter {
  const { stream, quiet = false } = options
  const width = Math.max(40, options.width ?? stream.columns ?? 100)
  const paint = createPaint(options.colour ?? wantsColour(stream, process.env))
  const live = stream.isTTY === true && !quiet
  let total = 0
  let ofGroup: TestResult[] = []
  const finished: TestResult[] = []

  const showProgress = (sentence: string) => {
    if (!live) return
    const { fail } = countVerdicts(finished)
    const state = `${finished.length}/${total}${fail > 0 ? `, ${fail} failed` : ''}`
    const line = oneLine(`${state}  ${sentence}`, width - 1)
    stream.write(`${startOfLine}${paint.strong(line.slice(0, state.length))}${paint.soft(line.slice(state.length))}`)
  }
  const write = (line: string) => {
    if (!quiet) stream.write(`${live ? startOfLine : ''}${line}\n`)
  }
  const closeGroup = () => {
    if (ofGroup.length > 0) write(groupLine(ofGroup, paint, width))
    ofGroup = []
  }
  const breakOff = () => {
    closeGroup()
    if (live) stream.write(startOfLine)
  }

  return {
    onBegin: ({ issuer, tests, seed }) => {
      total = tests
      write(`${paint.strong(oneLine(`Contract of ${issuer}`, width))}\n${paint.soft(`${tests} tests, seed ${seed}`)}\n`)
    },
    onStart: ({ sentence }) => showProgress(sentence),
    onResult: (result) => {
      if (ofGroup[0] !== undefined && ofGroup[0].group !== result.group) closeGroup()
      ofGroup.push(result)
      finished.push(result)
      if (result.verdict === 'fail' || result.verdict === 'warn') write(resultLine(result, paint, width))
      showProgress(result.sentence)
    },
    onEnd: (report) => {
      breakOff()
      stream.write(`${renderSummary(report, { paint, width, quiet })}\n`)
    },
    onBreakOff: breakOff,
  }
}

/** Back to its start, and empty. ECMA-48 §8.3.41 */
const startOfLine = '\r\u001B[K'

function groupLine(results: readonly TestResult[], paint: Paint, width: number): string {
  const took = durationText(results.reduce((sum, { durationMilliseconds }) => sum + durationMilliseconds, 0))
  const [first] = results
  const { fail, warn, pass } = countVerdicts(results)
  const unasked = pass === 0 ? paint.soft('–') : paint.good('✓')
  const mark = fail > 0 ? paint.bad('✗') : warn > 0 ? paint.warning('!') : unasked
  const name = oneLine(first?.group ?? '', Math.max(20, width - 40))
  return `${mark} ${name}  ${countsLine(results, paint)}  ${paint.soft(took)}`
}

function resultLine(result: TestResult, paint: Paint, width: number): string {
  const mark = result.verdict === 'fail' ? paint.bad('✗') : paint.warning('!')
  const { id } = mainRequirement(result)
  return `  ${mark} ${paint.strong(id)} ${oneLine(result.sentence, width - id.length - 5)}`
}
