import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

const MOST_STOPS = 40
const focusable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]'

/** The page puts the cursor where typing begins, which a browser does some time after it has loaded. */
export async function expectFocus(element: Locator): Promise<void> {
  await expect.poll(() => isFocused(element)).toBe(true)
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((one) => one === document.activeElement)
}

/** Presses Tab until the element has the focus, which everybody must be able to see at each stop. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab')
    // Between the last element and the first, the browser's own bar has it.
    if (await page.evaluate(() => document.activeElement === document.body)) continue
    expect(await focusStyle(page)).toBe('visible')
    if (await isFocused(element)) return
  }
  throw new Error(`${String(element)} cannot be reached with the Tab key`)
}

/** Tab leads through everything that takes the focus, in reading order, and out of the page; Shift+Tab the same way back. */
export async function expectNoTrap(page: Page): Promise<void> {
  const all = await page.locator(focusable).evaluateAll((elements) => elements.map((_, index) => index))
  // Some pages put the focus into a field, so the first walk may begin anywhere; it ends outside the page.
  await walk(page, 'Tab')
  expect(await walk(page, 'Tab')).toEqual(all)
  expect(await walk(page, 'Shift+Tab')).toEqual(all.toReversed())
}

/** The places, in the document's order, of what has the focus until it leaves the page. */
async function walk(page: Page, key: string): Promise<number[]> {
  const visited: number[] = []
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press(key)
    const place = await page
      .locator(focusable)
      .evaluateAll((elements) => elements.findIndex((element) => element === document.activeElement))
    if (place === -1) return visited
    expect(await focusStyle(page)).toBe('visible')
    visited.push(place)
  }
  throw new Error('the focus does not leave the page')
}

/** Whether a person who looks at the page sees what has the focus. */
export function focusStyle(page: Page): Promise<'visible' | 'invisible'> {
  return page.evaluate(() => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement ?? document.body)
    // `auto` is the browser's own ring, however wide it says it is.
    const isDrawn = outlineStyle === 'auto' || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2)
    return isDrawn && outlineColor !== 'rgba(0, 0, 0, 0)' ? 'visible' : 'invisible'
  })
}
