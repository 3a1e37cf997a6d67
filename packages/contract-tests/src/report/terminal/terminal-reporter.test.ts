import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { RunReport } from '../run-report.ts'
import { hostileReport } from '../testing/hostile-report.ts'
import { flawlessReport, sampleReport } from '../testing/sample-report.ts'
import { wantsColour } from './paint.ts'
import { createTerminalReporter, type TerminalOptions } from './terminal-reporter.ts'

const ESCAPE = '\u001B'

/** Everything that a run writes, piece by piece. */
function written(report: RunReport, options: Partial<TerminalOptions> & { isTTY?: boolean } = {}): readonly string[] {
  const pieces: string[] = []
  const stream = { write: (text: string) => pieces.push(text), isTTY: options.isTTY ?? false, columns: 90 }
  const { onBegin, onStart, onResult, onEnd } = createTerminalReporter({ stream, ...options })
  onBegin({ issuer: report.issuer, tests: report.results.length, seed: report.seed })
  for (const result of report.results) {
    onStart(result)
    onResult(result)
  }
  onEnd(report)
  return pieces
}

const text = (...parameters: Parameters<typeof written>) => written(...parameters).join('')

function withEnvironment(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
}

describe('In the log of a job', () => {
  test('each group has a line, and so has each test that did not pass', () => {
    const log = text(sampleReport(), { colour: false })
    expect(log).toContain('✓ PKCE, RFC 7636  14 passed  ')
    expect(log).toContain('  ✗ TOKEN-06 no answer of the token endpoint may be stored\n✗ The token endpoint')
    expect(log).toContain('– Introspection, RFC 7662  8 not applicable')
    expect(log).not.toContain('\r')
    expect(log).not.toContain(ESCAPE)
  })

  test('a failure comes with everything that a person needs to act on it', () => {
    const log = text(sampleReport(), { colour: false })
    for (const part of [
      '✗ CODE-01 200 parallel redemptions of one code: exactly one wins',
      '  asked   A code gives tokens at most once',
      '  seen    37 of 200 parallel requests got tokens',
      '  source  RFC 6749 §4.1.2, §10.5; ASVS 10.4.2\n          https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
      '  fix     Spend the code with one conditional write',
      '  alone   identity-hub-contract --only CODE-01/of-parallel-redemptions-of-one-code-exactly-one-wins',
    ])
      expect(log).toContain(part)
  })

  test('the most severe failure stands last, right above the counts', () => {
    const log = text(sampleReport(), { colour: false })
    expect(log.lastIndexOf('✗ REDIR-01')).toBeGreaterThan(log.lastIndexOf('✗ TOKEN-06'))
    expect(log.trimEnd().split('\n').at(-1)).toBe(
      '203 passed, 3 failed, 2 warnings, 9 not applicable, 1 skipped  1 min 14 s, seed 1480213977',
    )
  })

  test('reasons are counted, and slow tests, unseen answers and the baseline are named', () => {
    const baseline = { worse: ['CODE-01/x'], better: [], unknown: ['PKCE-01/y'] }
    const log = text(sampleReport({ baseline }), { colour: false })
    expect(log).toContain('    8  The server has no introspection endpoint\n       INTRO-01 INTRO-02')
    expect(log).toContain('Slowest\n     2.4 s  CODE-01')
    expect(log).toContain('Documented answers never seen: 2 of 9\n  token 503, introspectToken 429')
    expect(log).toContain('Against the baseline: 1 worse, 0 better, 1 not in it\n  worse   CODE-01/x')
  })

  test('lines keep within the width, unless a word is longer', () => {
    const lines = text(sampleReport(), { colour: false, width: 72 }).split('\n')
    const long = lines.filter((line) => line.length > 72 && !/\S{40,}/.test(line))
    expect(long.filter((line) => !/passed|failed/.test(line))).toEqual([])
  })

  test('what a hostile server says moves no cursor and gives no command', () => {
    const log = text(hostileReport(), { colour: false })
    expect(log).not.toContain(ESCAPE)
    expect(log).not.toMatch(/^\s*::\w/m)
    expect(log).toContain('\\u001b[31m')
  })
})

describe('In a terminal', () => {
  test('one line tells how far the run is, and is gone at the end', () => {
    const pieces = written(sampleReport(), { isTTY: true, colour: false })
    const live = pieces.filter((piece) => piece.startsWith(`\r${ESCAPE}[K`) && !piece.endsWith('\n'))
    expect(live.some((line) => line.includes('100/218, 3 failed  '))).toBe(true)
    expect(live.every((line) => !line.includes('\n') && line.length <= 90 + 4)).toBe(true)
    expect(live.at(-1)).toBe(`\r${ESCAPE}[K`)
  })

  test('failures are coloured', () => {
    withEnvironment({ NO_COLOR: undefined, FORCE_COLOR: undefined, TERM: 'xterm-256color' })
    expect(text(sampleReport(), { isTTY: true })).toContain(`${ESCAPE}[31m`)
  })
})

test('a quiet run writes what failed and the counts, once, at the end', () => {
  const pieces = written(sampleReport(), { isTTY: true, quiet: true, colour: false })
  expect(pieces).toHaveLength(1)
  expect(pieces[0]).toContain('✗ REDIR-01')
  expect(pieces[0]).not.toContain('BEAR-05')
  expect(pieces[0]).not.toContain('Slowest')
  expect(pieces[0]).toContain('203 passed, 3 failed')
})

test('a run without faults says so in few words', () => {
  expect(text(flawlessReport(), { quiet: true, colour: false }).trim()).toMatch(/^203 passed {2}1 min 14 s, seed \d+$/)
})

describe('Colours', () => {
  test.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [true, { TERM: 'dumb' }, false],
  ])('on a terminal: %j, with %j: %j', (isTTY, environment, expected) => {
    expect(wantsColour({ isTTY }, environment)).toBe(expected)
  })
})
