import type { Locator, Page } from 'playwright-core'
import type { Person } from '../house/registration.ts'
import { allowButton, signIn } from './hub-pages.ts'

/** What people see and press on the consumer's pages. */
export function signInLink(page: Page): Locator {
  return page.getByRole('link', { name: 'Sign in', exact: true })
}

/** The page that shows who is signed in. */
export function identityOf(page: Page, { name }: Person): Locator {
  return page.getByRole('heading', { level: 1, name })
}

/** From the consumer's start page to the identity, as a person goes who was never here. */
export async function signInAtConsumer(page: Page, consumerOrigin: string, person: Person): Promise<void> {
  await page.goto(consumerOrigin)
  await signInLink(page).click()
  await signIn(page, person)
  await allowButton(page).click()
  await identityOf(page, person).waitFor()
}
