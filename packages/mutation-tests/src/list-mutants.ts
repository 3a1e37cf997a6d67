import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { onOneLine, type Mutant } from './mutant.ts'

type Logger = ConstructorParameters<typeof Instrumenter>[0]

const no = () => false
const nothing = () => undefined
const silence: Logger = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
}

/** Every change that can be made to these files, in the order in which they stand. */
export async function listMutants(root: string, files: readonly string[]): Promise<readonly Mutant[]> {
  const mutants: Mutant[] = []
  for (const file of files) {
    const content = await readFile(join(root, file), 'utf8')
    const instrumenter = new Instrumenter(silence)
    const found = await instrumenter.instrument([{ name: file, mutate: true, content }], {
      ignorers: [],
      excludedMutations: [],
      plugins: null,
    })
    for (const { location, mutatorName, replacement } of found.mutants) {
      const { start, end } = location
      mutants.push({
        file,
        // The instrumenter counts both from 0, and Stryker's report from 1.
        line: start.line + 1,
        column: start.column + 1,
        endLine: end.line + 1,
        endColumn: end.column + 1,
        mutator: mutatorName,
        source: onOneLine(content.split('\n')[start.line] ?? ''),
        original: textBetween(content, start, end),
        replacement: onOneLine(replacement),
      })
    }
  }
  return mutants
}

interface Position {
  /** From 0. */
  readonly line: number
  readonly column: number
}

function textBetween(content: string, start: Position, end: Position): string {
  const lines = content.split('\n').slice(start.line, end.line + 1)
  const last = lines.length - 1
  return onOneLine(
    lines
      .map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined))
      .join('\n'),
  )
}
