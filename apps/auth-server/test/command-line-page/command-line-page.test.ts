import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandLinePage, pageUrl } from './command-line-page.ts'

test('the page of commands says what the commands say of themselves', () => {
  expect(readFileSync(pageUrl, 'utf8'), 'pnpm docs:commands').toBe(commandLinePage())
})
