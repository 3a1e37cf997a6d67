import { expect } from 'vitest'
import { test } from '../visiting/browser-test.ts'
import { identityOf, signInAtConsumer } from '../visiting/consumer-pages.ts'

test('without scripts a person signs in, sees who they are and what happened, and signs out', async ({
  openVisitor,
  house,
  person,
}) => {
  const { page } = await openVisitor({ javaScriptEnabled: false })
  await page.setContent('<noscript>off</noscript>')
  expect(await page.getByText('off').isVisible()).toBe(true)

  await signInAtConsumer(page, house.consumerOrigin, person)
  await page.getByRole('link', { name: 'See the timeline' }).click()
  await page.getByText('You signed in').waitFor()
  await page.goto(house.consumerOrigin)
  await identityOf(page, person).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await page.goto(`${house.issuer}/sign-out`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'You have signed out' }).waitFor()
})

test('without scripts a person changes their password and signs in with the new one', async ({
  openVisitor,
  house,
  person,
}) => {
  const { page } = await openVisitor({ javaScriptEnabled: false })
  const renewed = { ...person, password: `${person.password} and more` }
  await page.goto(`${house.issuer}/change-password`)
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Current password').fill(person.password)
  await page.getByLabel('New password', { exact: true }).fill(renewed.password)
  await page.getByLabel('Repeat the new password').fill(renewed.password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByRole('heading', { name: 'Your password has been changed' }).waitFor()
  await signInAtConsumer(page, house.consumerOrigin, renewed)
})
