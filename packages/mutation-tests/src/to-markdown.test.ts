import { expect, test } from 'vitest'
import { judge } from './judge.ts'
import { makeMutant } from './testing/make-mutant.ts'
import { toMarkdown } from './to-markdown.ts'

test('the page tells the share, how the mutants were drawn, each file, and each survivor', () => {
  const survivor = { ...makeMutant({ original: 'a || b', replacement: '' }), fate: 'survived' as const }
  const { file, source, original, replacement } = survivor
  const judged = { file, source, original, replacement, verdict: 'equivalent' as const, why: 'Both are the same' }
  const page = toMarkdown(judge([{ ...makeMutant(), fate: 'caught' }, survivor], [judged]), { of: 300, seed: 7 })
  expect(page).toContain('**100.0 %**')
  expect(page).toContain('(2, drawn from 300 with seed 7)')
  expect(page).toContain(`| \`${file}\` | 1 | 1 | 0 | 0 | 0 |`)
  expect(page).toContain(`| \`${file}:7\` | \`\` a \\|\\| b \`\` → nothing | equivalent | Both are the same |`)
})
