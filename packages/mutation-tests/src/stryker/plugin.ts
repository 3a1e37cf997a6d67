import { appendFileSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { CheckStatus, type CheckResult, type Checker } from '@stryker-mutator/api/check'
import type { Mutant as StrykerMutant, MutantResult } from '@stryker-mutator/api/core'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import type { Reporter } from '@stryker-mutator/api/report'
import { onOneLine, placeOf } from '../mutant.ts'

/** Where the two parts of this plugin find their files. */
export const variables = { drawn: 'MUTANTS_DRAWN', results: 'MUTANTS_RESULTS' } as const

/** A line of the file of results. */
export interface ResultLine {
  readonly place: string
  readonly status: MutantResult['status']
  readonly reason: string | null
}

/** Stryker has no samples: whatever was not drawn does not pass this check, and is never run. */
class Drawn implements Checker {
  readonly #drawn = new Set(JSON.parse(readFileSync(pathIn(variables.drawn), 'utf8')) as readonly string[])

  init(): Promise<void> {
    return Promise.resolve()
  }

  check(mutants: StrykerMutant[]): Promise<Record<string, CheckResult>> {
    const results = mutants.map((mutant): [string, CheckResult] => {
      if (this.#drawn.has(placeIn(mutant, 1))) return [mutant.id, { status: CheckStatus.Passed }]
      return [mutant.id, { status: CheckStatus.CompileError, reason: 'Not drawn' }]
    })
    return Promise.resolve(Object.fromEntries(results))
  }

  group(mutants: StrykerMutant[]): Promise<string[][]> {
    return Promise.resolve([mutants.map(({ id }) => id)])
  }
}

/** Each result as soon as it is there, so that a run that is cut short has told what it saw. */
class ResultLines implements Reporter {
  onMutantTested(result: Readonly<MutantResult>): void {
    const { status, statusReason = null } = result
    const line: ResultLine = { place: placeIn(result, 0), status, reason: statusReason }
    appendFileSync(pathIn(variables.results), `${JSON.stringify(line)}\n`)
  }
}

/** @param shift what has to be added to line and column, which a checker is told from 0 and a reporter from 1 */
function placeIn({ fileName, location, mutatorName, replacement }: StrykerMutant, shift: 0 | 1): string {
  return placeOf({
    file: relative(process.cwd(), fileName),
    line: location.start.line + shift,
    column: location.start.column + shift,
    endLine: location.end.line + shift,
    endColumn: location.end.column + shift,
    mutator: mutatorName,
    replacement: onOneLine(replacement ?? ''),
  })
}

function pathIn(variable: string): string {
  const path = process.env[variable]
  if (path === undefined) throw new Error(`${variable} is not set`)
  return path
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Checker, 'drawn', Drawn),
  declareClassPlugin(PluginKind.Reporter, 'result-lines', ResultLines),
]
