import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { startSite } from '../house/site.ts'
import { test as browserTest } from '../visiting/browser-test.ts'
import { accessibilityProblems } from './accessibility.ts'
import { layoutProblems } from './layout-problems.ts'

const preview = fileURLToPath(new URL('../../../../apps/auth-server/src/pages/preview.ts', import.meta.url))
/** 320 is what is left of 1280 at four times the size. WCAG 2.2 §1.4.10 */
const widths = [320, 1280]

/** With `previews`: a site that shows every page of the hub in every state, with friendly data and with unfriendly. */
const test = browserTest.extend('previews', async ({ house }, { onCleanup }) => {
  const folder = join(house.folder, 'previews')
  await promisify(execFile)(process.execPath, [preview, folder])
  const names = readdirSync(folder).toSorted()
  const site = await startSite('localhost', (path) => readFileSync(join(folder, path), 'utf8'))
  onCleanup(() => site[Symbol.asyncDispose]())
  return { names, origin: site.origin }
})

test('the hub’s pages fit their window in every state and language, and axe finds nothing', async ({
  openVisitor,
  previews,
}) => {
  const { page } = await openVisitor({ alsoVisits: [previews.origin], colorScheme: 'dark' })
  const faults: string[] = []
  for (const name of previews.names) {
    await page.goto(`${previews.origin}/${name}`)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      faults.push(...(await layoutProblems(page)).map((fault) => `${name} at ${width}: ${fault}`))
    }
    // The texts of error pages differ, and nothing else.
    if (!name.startsWith('en-') || name.startsWith('en-error-')) continue
    faults.push(...(await accessibilityProblems(page)).map((fault) => `${name}: ${fault}`))
  }
  expect(faults).toEqual([])
  expect(previews.names.length).toBeGreaterThan(50)
})
