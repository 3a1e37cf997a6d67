import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { test as plainTest } from 'vitest'
import { launchChromium } from '../chromium/launch-chromium.ts'
import { house } from '../house/house.ts'
import { registerPerson } from '../house/registration.ts'
import { logSizes, showLogsSince } from './logs.ts'
import { listenForNoise } from './noise.ts'

/** A browser profile of its own with one open tab. */
export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
}

export interface VisitorOptions extends BrowserContextOptions {
  /** Origins beside the hub's and the consumer's that pages may lead to. */
  readonly alsoVisits?: readonly string[]
  /** For attacks, whose purpose is to make the browser complain. */
  readonly noisy?: boolean
}

const ACTION_MILLISECONDS = 15_000

/**
 * Vitest's `test` with a real Chromium and the running house.
 * - `openVisitor` opens one more profile; at the end of the test none may have complained about our pages
 * - `visitor` is the first of them
 * - `person` is a user of the tenant whom only this test knows
 */
export const test = plainTest
  .extend('house', { auto: true }, async ({ onTestFailed }) => {
    const running = house()
    const before = await logSizes(running.folder)
    onTestFailed(() => showLogsSince(running.folder, before))
    return running
  })
  .extend('person', ({ house: { administrator } }) => registerPerson(administrator))
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of what a fixture needs off this pattern.
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('openVisitor', ({ browser, house: running }, { onCleanup }) => {
    const opened: { readonly context: BrowserContext; readonly noise: readonly string[] }[] = []
    onCleanup(async () => {
      for (const { context } of opened) await context.close()
      const complaints = opened.flatMap(({ noise }) => noise)
      if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join('\n')}`)
    })
    return async ({ alsoVisits = [], noisy = false, ...options }: VisitorOptions = {}): Promise<Visitor> => {
      const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
      context.setDefaultTimeout(ACTION_MILLISECONDS)
      const own = [running.hub.origin, running.consumerOrigin, ...alsoVisits]
      opened.push({ context, noise: noisy ? [] : listenForNoise(context, own) })
      return { context, page: await context.newPage() }
    }
  })
  .extend('visitor', ({ openVisitor }) => openVisitor())
