/** One small change to a file. */
export interface Mutant {
  /** From the root of the workspace. */
  readonly file: string
  /** From 1, as the column. */
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly mutator: string
  /** The whole line where it begins. */
  readonly source: string
  /** What stands there, on one line. */
  readonly original: string
  /** What is put in its place, on one line. */
  readonly replacement: string
}

/**
 * What became of it. Caught is also what never came to an end; only while loading: what nothing but the start of the
 * program passes through, which is not tried; untried: the run was cut short.
 */
export type Fate = 'caught' | 'survived' | 'not covered' | 'only while loading' | 'untried'

export interface TriedMutant extends Mutant {
  readonly fate: Fate
}

type Content = Pick<Mutant, 'file' | 'source' | 'original' | 'replacement'>

/** What it is by its content, so that lines may move. */
export function contentOf({ file, source, original, replacement }: Content): string {
  return JSON.stringify([file, source, original, replacement])
}

/** Which one it is in the tree as it stands. */
export function placeOf(mutant: Omit<Mutant, 'source' | 'original'>): string {
  const { file, line, column, endLine, endColumn, mutator, replacement } = mutant
  return JSON.stringify([file, line, column, endLine, endColumn, mutator, replacement])
}

export function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
