import type { Locator, Page, Response } from 'playwright-core'
import type { Person } from '../house/registration.ts'

/** What people see and press on the hub's pages, by the names that screen readers read out. */
export function signInForm(page: Page): { username: Locator; password: Locator; submit: Locator } {
  return {
    username: page.getByLabel('E-mail address'),
    password: page.getByLabel('Password', { exact: true }),
    submit: page.getByRole('button', { name: 'Sign in' }),
  }
}

export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  const form = signInForm(page)
  await form.username.fill(email)
  await form.password.fill(password)
  await form.submit.click()
}

export function allowButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Allow' })
}

export function denyButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Deny' })
}

export function consentHeading(page: Page, client: string): Locator {
  return page.getByRole('heading', { name: `${client} asks for access to your Acme account` })
}

/** Does something, and waits for the answer to the form that it sends and for the page that follows. */
export async function answerTo(page: Page, act: () => Promise<unknown>): Promise<Response> {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'),
    page.waitForEvent('load'),
    act(),
  ])
  return response
}
