import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from 'node:process'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { authorizationUrl } from '../house/authorization-url.ts'
import { registerClient, registerPerson } from '../house/registration.ts'
import { test } from '../visiting/browser-test.ts'
import { consentHeading, signIn } from '../visiting/hub-pages.ts'
import { accessibilityProblems } from './accessibility.ts'

const viewport = { width: 1280, height: 960 }
const IMAGE_WIDTH = 640
const redirectUri = 'https://printer.example/callback'

/** The README shows this page; README_IMAGES, a folder, says where to write its images. */
test('the consent page names an app on the internet by its host', async ({ openVisitor, house }) => {
  const { administrator, issuer } = house
  const { clientId } = await registerClient(administrator, {
    name: 'Photo Printer',
    redirectUri,
    scopes: ['profile', 'email', 'albums.read'],
    new_scopes: [{ name: 'albums.read', description: { en: 'See and download your photos' } }],
  })
  const person = await registerPerson(administrator, 'noor@acme.example')
  const { page } = await openVisitor({ deviceScaleFactor: 2, viewport })
  await page.goto(authorizationUrl(issuer, { clientId, redirectUri }))
  await signIn(page, person)
  await consentHeading(page, 'Photo Printer').waitFor()
  expect(await page.getByRole('main').innerText()).toContain('printer.example')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await accessibilityProblems(page)).toEqual([])
    await keepImage(page, `consent-${colorScheme}.png`)
  }
})

/** The middle of the page: what is left and right of it is empty. */
async function keepImage(page: Page, name: string): Promise<void> {
  const folder = env['README_IMAGES']
  if (folder === undefined || folder === '') return
  await mkdir(folder, { recursive: true })
  const clip = { x: (viewport.width - IMAGE_WIDTH) / 2, y: 0, width: IMAGE_WIDTH, height: viewport.height }
  await page.screenshot({ path: join(folder, name), clip })
}
