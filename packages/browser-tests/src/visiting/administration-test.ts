import { startAdministration } from '../house/administration.ts'
import { signInAsAdministrator } from './admin-pages.ts'
import { test as browserTest } from './browser-test.ts'

export { signInAsAdministrator }

/**
 * - `administration` is a hub of the file's own with the administrator's pages
 * - `desk` is a browser that may go there
 * - `administrator` is the same, with somebody signed in who administers all of the hub
 */
export const test = browserTest
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of what a fixture needs off this pattern.
  .extend('administration', { scope: 'file' }, async ({}, { onCleanup }) => {
    const running = await startAdministration()
    onCleanup(() => running[Symbol.asyncDispose]())
    return running
  })
  .extend('desk', ({ openVisitor, administration: { origin, hub } }) =>
    openVisitor({ alsoVisits: [origin, hub.origin] }),
  )
  .extend('administrator', async ({ desk, administration }) => {
    await signInAsAdministrator(desk.page, administration)
    return desk
  })
