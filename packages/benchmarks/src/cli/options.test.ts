import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'
import { select } from './select.ts'

describe('the command line', () => {
  it('runs everything and writes the documentation by default', () => {
    const reading = readOptions([])

    expect(reading).toMatchObject({ ok: true, options: { only: null, rounds: 3, seconds: 3, json: false } })
    expect(reading).toHaveProperty('options.output', expect.stringMatching(/apps\/docs\/benchmarks$/))
  })

  it('writes no part of the results unless it is told where', () => {
    expect(readOptions(['--only', 'refresh'])).toHaveProperty('options.output', null)
    expect(readOptions(['--only', 'refresh', '--output', '/tmp/somewhere'])).toHaveProperty(
      'options.output',
      '/tmp/somewhere',
    )
  })

  it.each([
    [['--only', 'refrsh'], 'refrsh: no such name'],
    [['--rounds', '0'], '--rounds takes a whole number'],
    [['--rounds', '1.5'], '--rounds takes a whole number'],
    [['--seconds', ''], '--seconds takes a number'],
    [['--seconds', '60'], '--seconds takes a number'],
    [['--fast'], "Unknown option '--fast'"],
  ])('says what is wrong with %j', (argv, problem) => {
    expect(readOptions(argv)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) })
  })

  it.each([
    [['koa'], ['koa'], ['code-exchange', 'code-exchange-alone', 'refresh'], []],
    [['refresh', 'koa', 'hub-sqlite'], ['hub-sqlite', 'koa'], ['refresh'], []],
    [['memory'], [], [], ['memory']],
  ])('%j selects those contestants, operations and scenarios', (only, contestants, operations, scenarios) => {
    const selection = select(only)

    expect(selection.contestants.map(({ name }) => name)).toEqual(contestants)
    expect(selection.operations.map(({ name }) => name)).toEqual(expect.arrayContaining(operations))
    expect(selection.scenarios.map(({ name }) => name)).toEqual(scenarios)
  })

  it('leaves contestants out that have none of the operations', () => {
    expect(select(['metadata']).contestants.map(({ name }) => name)).not.toContain('oauth2-server-memory')
  })
})
