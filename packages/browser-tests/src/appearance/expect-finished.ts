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

interface Look {
  readonly width: (typeof widths)[number]
  readonly colorScheme: (typeof schemes)[number]
}

const everyLook: readonly Look[] = widths.flatMap((width) => schemes.map((colorScheme) => ({ width, colorScheme })))

/** Each width and each colour scheme once. */
const crosswise: readonly Look[] = [
  { width: 390, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
]

/**
 * Holds the page to what every page of ours keeps, on a phone and on a desk, in the light and in the dark: nothing that
 * axe finds, nothing wider than the window, no script but what is `allowed` of it. With SCREENSHOTS, a folder, it also
 * keeps how the page looks.
 */
export async function expectFinished(page: Page, name: string, allowed: readonly string[] = []): Promise<void> {
  await expectLooks(page, name, everyLook, allowed)
}

/**
 * The same for one of many pages with the same frame: two looks, which have both widths and both colour schemes. All four
 * with BROWSER_TESTS=all or SCREENSHOTS.
 */
export async function expectFinishedCrosswise(page: Page, name: string): Promise<void> {
  const isWhole = env['BROWSER_TESTS'] === 'all' || Boolean(env['SCREENSHOTS'])
  await expectLooks(page, name, isWhole ? everyLook : crosswise, [])
}

async function expectLooks(
  page: Page,
  name: string,
  looks: readonly Look[],
  allowed: readonly string[],
): Promise<void> {
  const faults: string[] = []
  for (const { width, colorScheme } of looks) {
    const look = `${name}-${width}-${colorScheme}`
    await page.setViewportSize({ width, height: HEIGHTS[width] })
    await page.emulateMedia({ colorScheme })
    const found = [...(await accessibilityProblems(page)), ...(await layoutProblems(page))]
    faults.push(...found.filter((fault) => !allowed.includes(fault)).map((fault) => `${look}: ${fault}`))
    await keepScreenshot(page, look)
  }
  expect(faults).toEqual([])
}

async function keepScreenshot(page: Page, look: string): Promise<void> {
  const folder = env['SCREENSHOTS']
  if (folder === undefined || folder === '') return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${look}.png`), fullPage: true })
}
