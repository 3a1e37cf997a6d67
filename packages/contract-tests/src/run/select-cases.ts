import type { Case } from './cases.ts'

/** Which cases a word means: the id of a test or requirement, its area, a group, or a glob over any of them. */
export function matches(word: string, { id, requirements, group }: Pick<Case, 'id' | 'requirements' | 'group'>) {
  const names = [id, group, ...requirements.flatMap((row) => [row.id, row.area, row.id.replace(/-\d+$/, '')])]
  const pattern = globPattern(word)
  return names.some((name) => pattern.test(name))
}

/** `--only` and `--skip`. */
export interface Selection {
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
}

/** Whether a case is to run. */
export function isSelected(one: Case, { only = [], skip = [] }: Selection): boolean {
  return (only.length === 0 || only.some((word) => matches(word, one))) && !skip.some((word) => matches(word, one))
}

/** Words that mean no case at all: somebody misspelt them. */
export function unknownWords(cases: readonly Case[], { only = [], skip = [] }: Selection): readonly string[] {
  return [...only, ...skip].filter((word) => !cases.some((one) => matches(word, one)))
}

function globPattern(word: string): RegExp {
  const literal = word.replaceAll(/[.+^$()|[\]{}\\]/g, String.raw`\$&`)
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i')
}
