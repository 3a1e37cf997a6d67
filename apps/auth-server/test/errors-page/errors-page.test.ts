import { readFileSync } from 'node:fs'
import { EXPLANATIONS, PUBLIC_ERRORS } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { errorsPage, pageUrl } from './errors-page.ts'

const page = readFileSync(pageUrl, 'utf8')

test('the page of errors says what the catalogue says', () => {
  expect(page, 'pnpm docs:errors').toBe(errorsPage())
})

test('it has a section for every reason and every error', () => {
  const reasons = Object.values(EXPLANATIONS).flatMap((explained) => Object.keys(explained))
  for (const reason of reasons) expect(page).toContain(`\n### \`${reason}\`\n`)
  for (const code of Object.keys(PUBLIC_ERRORS)) expect(page).toContain(`\n### The error ${code}\n`)
})
