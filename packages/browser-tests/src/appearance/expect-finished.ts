import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from 'node:process'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accessibilityProblems } from './accessibility.ts'
import { layoutProblems } from './layout-problems.ts'

const widths = [390, 1280] as const
const schemes = ['light', 'dark'] as const
const HEIGHTS = { 390: 844, 1280: 800 } as const

/**
 * Holds the page to what every page of ours keeps, on a phone and on a desk, in the light and in the dark: nothing that
 * axe finds, nothing wider than the window, no script but what is `allowed` of it. With SCREENSHOTS, a folder, it also
 * keeps how the page looks.
 */
export async function expectFinished(page: Page, name: string, allowed: readonly string[] = []): Promise<void> {
  const faults: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: HEIGHTS[width] })
    for (const colorScheme of schemes) {
      const look = `${name}-${width}-${colorScheme}`
      await page.emulateMedia({ colorScheme })
      const found = [...(await accessibilityProblems(page)), ...(await layoutProblems(page))]
      faults.push(...found.filter((fault) => !allowed.includes(fault)).map((fault) => `${look}: ${fault}`))
      await keepScreenshot(page, look)
    }
  }
  expect(faults).toEqual([])
}

async function keepScreenshot(page: Page, look: string): Promise<void> {
  const folder = env['SCREENSHOTS']
  if (folder === undefined || folder === '') return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${look}.png`), fullPage: true })
}
