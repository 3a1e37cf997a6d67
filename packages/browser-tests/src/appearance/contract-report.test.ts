import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { startSite } from '../house/site.ts'
import { test as browserTest } from '../visiting/browser-test.ts'
import { expectFinished } from './expect-finished.ts'
import { layoutProblems } from './layout-problems.ts'

const preview = fileURLToPath(new URL('../../../contract-tests/src/report/testing/preview.ts', import.meta.url))
const ownScript = 'a script'

/** With `openReport`: opens one of the sample reports of the contract tests, as a file on a web site. */
const test = browserTest
  .extend('reports', async ({ house }, { onCleanup }) => {
    const folder = join(house.folder, 'reports')
    await promisify(execFile)(process.execPath, [preview, folder])
    const site = await startSite('localhost', (path) => readFileSync(join(folder, path), 'utf8'))
    onCleanup(() => site[Symbol.asyncDispose]())
    return site.origin
  })
  .extend('openReport', ({ openVisitor, reports }) => async (name: string, javaScriptEnabled = true): Promise<Page> => {
    const { page } = await openVisitor({ alsoVisits: [reports], javaScriptEnabled })
    await page.goto(`${reports}/${name}.html`)
    return page
  })

const shownTests = (page: Page) => page.locator('.test:visible')

test('the report of the contract is finished on a phone and on a desk, in the light and in the dark', async ({
  openReport,
}) => {
  const page = await openReport('notable')
  await page.getByRole('button', { name: 'Open shown' }).click()
  await expectFinished(page, 'contract-report', [ownScript])
})

test('whatever a hostile server answers stays text, and fits a phone', async ({ openReport }) => {
  const page = await openReport('hostile')
  await page.getByRole('button', { name: 'Open shown' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await layoutProblems(page)).toEqual([ownScript])
  expect(await page.title()).toMatch(/^\d+ failed · OAuth contract of /)
  expect(await page.locator('iframe, form, img, base, meta[http-equiv=refresh], .seen b, .body b').count()).toBe(0)
})

test('the report is searched and filtered, and its groups go when nothing of them is left', async ({ openReport }) => {
  const page = await openReport('sample')
  const passed = page.getByRole('checkbox', { name: 'Passed' })
  await passed.focus()
  await page.keyboard.press('Space')
  await page.getByText('15 of 218 tests').waitFor()
  await page.getByRole('combobox', { name: 'Level' }).selectOption('SHOULD')
  await page.getByText('4 of 218 tests').waitFor()
  expect(await page.locator('.group:visible h3').allTextContents()).toEqual([
    'Bearer tokens, RFC 6750',
    'Introspection, RFC 7662',
    'HTTP headers',
  ])
  await page.getByRole('searchbox').fill('hdr-05 opener')
  await page.getByText('1 of 218 tests').waitFor()
  await page.getByRole('searchbox').fill('nothing like it')
  await page.getByText('No test matches.').waitFor()
  await page.getByRole('button', { name: 'Reset' }).click()
  expect(await shownTests(page).count()).toBe(218)
})

test('a link to a test opens it, also when a filter hides it', async ({ openReport }) => {
  const page = await openReport('sample')
  await page.getByRole('checkbox', { name: 'Failed' }).setChecked(false, { force: true })
  await page.getByRole('link', { name: 'no answer of the token endpoint may be stored' }).click()
  const known = page.locator('[id^="TOKEN-06/"] .known')
  await known.waitFor()
  expect(await known.getByText('private, max-age=60').first().isVisible()).toBe(true)
  await page.reload()
  await known.waitFor()
})

test('the report opens and filters without script too', async ({ openReport }) => {
  const page = await openReport('sample', false)
  expect(await shownTests(page).count()).toBe(218)
  expect(await page.getByRole('searchbox').isVisible()).toBe(false)
  await page.getByRole('checkbox', { name: 'Passed' }).setChecked(false, { force: true })
  expect(await shownTests(page).count()).toBe(15)
  await page.getByRole('combobox', { name: 'Group' }).selectOption('The token endpoint, RFC 6749 §3.2 and §5')
  expect(await shownTests(page).count()).toBe(1)
  await shownTests(page).locator('summary').click()
  await page.getByRole('heading', { name: 'How to fix it' }).waitFor()
})
