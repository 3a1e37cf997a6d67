import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { accessPage, pageUrl } from './access-page.ts'
import { TABLE } from './table.ts'

test('the page of what ends access says what the table says', () => {
  expect(readFileSync(pageUrl, 'utf8'), 'pnpm docs:access').toBe(accessPage())
})

test('each event is told in two sentences', () => {
  const sentences = Object.values(TABLE).map(({ event, text }) => [event, text.match(/\.(?= [A-Z]|$)/g)?.length])
  expect(sentences).toEqual(Object.values(TABLE).map(({ event }) => [event, 2]))
})
