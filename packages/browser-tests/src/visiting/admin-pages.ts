import type { Page } from 'playwright-core'
import type { Administration } from '../house/administration.ts'
import { signIn } from './hub-pages.ts'
import { tabTo } from './keyboard.ts'

/** From nowhere to the overview of the tenant `hub`, as an administrator of the hub. */
export async function signInAsAdministrator(page: Page, { origin, administrator }: Administration): Promise<void> {
  await page.goto(origin)
  await page.getByRole('button', { name: 'Continue' }).click()
  await signIn(page, administrator)
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
}

/** The page says so of what was just done. */
export async function told(page: Page, text: string): Promise<void> {
  await page.locator('.notice').filter({ hasText: text }).waitFor()
}

/** Opens one of the parts that the navigation lists. */
export async function openSection(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: title, exact: true }).click()
}

/** Past the navigation with the keyboard, as everybody does who has no mouse. */
export async function skipNavigation(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('link', { name: 'Skip to the content' }))
  await page.keyboard.press('Enter')
}

/** Tabs to a link or a button, presses it, and waits for the page that it leads to. */
export async function activate(page: Page, role: 'link' | 'button', name: string): Promise<void> {
  await tabTo(page, page.getByRole(role, { name, exact: true }))
  await pressEnter(page)
}

/** Enter, where it leads to another page. */
export async function pressEnter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

/** Tabs to a field, and types into it. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
}
