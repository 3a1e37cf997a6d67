import type { Locator, Page } from 'playwright-core'
import type { Hub } from '../house/hub.ts'

/**
 * Presses a form's button twice, as impatient people do on a slow line: the second press drops the first request while
 * the hub is at work on it. The hub is held up between the two, so that its answer to the first is never in time.
 */
export async function pressTwice(hub: Hub, button: Locator): Promise<void> {
  const page = button.page()
  await button.scrollIntoViewIfNeeded()
  const box = await button.boundingBox()
  if (box === null) throw new Error(`${String(button)} is not on the page`)
  const press = (): Promise<void> => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  process.kill(hub.pid, 'SIGSTOP')
  try {
    await Promise.all([nextForm(page), press()])
    await Promise.all([nextForm(page), press()])
  } finally {
    process.kill(hub.pid, 'SIGCONT')
  }
}

async function nextForm(page: Page): Promise<void> {
  await page.waitForRequest((request) => request.method() === 'POST')
}
