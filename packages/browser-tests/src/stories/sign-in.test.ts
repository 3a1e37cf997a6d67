import { expect } from 'vitest'
import { managementOf } from '../house/management.ts'
import { test } from '../visiting/browser-test.ts'
import { identityOf, signInAtConsumer, signInLink } from '../visiting/consumer-pages.ts'
import { allowButton, consentHeading, denyButton, signIn, signInForm } from '../visiting/hub-pages.ts'
import { pressTwice } from '../visiting/press-twice.ts'

const CLIENT = 'Example Consumer'

test('a person signs in to the consumer through the hub, and the consumer shows who they are', async ({
  visitor: { page },
  house,
  person,
}) => {
  await page.goto(house.consumerOrigin)
  await signInLink(page).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(page.url()).toMatch(new RegExp(`^${house.issuer}/interaction/\\w+/sign-in$`))
  expect(await page.getByRole('main').innerText()).toContain(`to continue to ${CLIENT}`)
  await signIn(page, person)
  await consentHeading(page, CLIENT).waitFor()
  await allowButton(page).click()
  await identityOf(page, person).waitFor()
  expect(page.url()).toBe(`${house.consumerOrigin}/`)
  const shown = await page.getByRole('main').innerText()
  for (const part of [person.email, 'Active', house.issuer]) expect(shown).toContain(part)
})

test('the second sign-in asks nothing, while the session lives and the consent is remembered', async ({
  visitor: { page },
  house,
  person,
}) => {
  await signInAtConsumer(page, house.consumerOrigin, person)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await signInLink(page).click()
  await identityOf(page, person).waitFor()
})

test('after signing out at the hub the next sign-in asks for the password, and no longer for consent', async ({
  visitor: { page },
  house,
  person,
}) => {
  await signInAtConsumer(page, house.consumerOrigin, person)
  await page.goto(`${house.issuer}/sign-out`)
  expect(await page.getByRole('main').innerText()).toContain(person.email)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'You have signed out' }).waitFor()
  // The hub's session is over; the access that was given is not.
  await page.goto(house.consumerOrigin)
  await identityOf(page, person).waitFor()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await signInLink(page).click()
  await signIn(page, person)
  await identityOf(page, person).waitFor()
})

test('a person who denies access is back at the consumer, which says so in a friendly way', async ({
  visitor: { page },
  house,
  person,
}) => {
  await page.goto(house.consumerOrigin)
  await signInLink(page).click()
  await signIn(page, person)
  await denyButton(page).click()
  await page.getByText('You did not give this app access.').waitFor()
  expect(page.url()).toBe(`${house.consumerOrigin}/`)
  await signInLink(page).waitFor()
  await page.reload()
  expect(await page.getByText('You did not give this app access.').count()).toBe(0)
})

test('a blocked person cannot sign in, and cannot tell that from a wrong password', async ({
  visitor: { page },
  house,
  person,
}) => {
  await managementOf(house.administrator).blockUser({ path: { user_id: person.id } })
  await page.goto(house.consumerOrigin)
  await signInLink(page).click()
  await signIn(page, person)
  expect(await page.getByRole('alert').textContent()).toContain('do not belong together')
})

test('pressing Allow twice signs in once', async ({ visitor: { page }, house, person }) => {
  await page.goto(house.consumerOrigin)
  await signInLink(page).click()
  await signIn(page, person)
  await consentHeading(page, CLIENT).waitFor()
  await pressTwice(house.hub, allowButton(page))
  await identityOf(page, person).waitFor()
  await page.goto(`${house.consumerOrigin}/timeline`)
  expect(await page.getByText('You signed in').count()).toBe(1)
})

test('going back from the consumer and forward again keeps the person signed in', async ({
  visitor: { page },
  house,
  person,
}) => {
  await signInAtConsumer(page, house.consumerOrigin, person)
  await page.goBack()
  await page.getByRole('heading', { name: 'This sign-in is no longer open' }).waitFor()
  await page.goForward()
  await identityOf(page, person).waitFor()
})

test('two tabs that sign in at the same time both arrive', async ({ visitor, house, person }) => {
  const [first, second] = [visitor.page, await visitor.context.newPage()]
  for (const page of [first, second]) {
    await page.goto(house.consumerOrigin)
    await signInLink(page).click()
    await signInForm(page).password.waitFor()
  }
  await signIn(second, person)
  await allowButton(second).click()
  await identityOf(second, person).waitFor()
  await signIn(first, person)
  await identityOf(first, person).waitFor()
})

test('an answer that the consumer did not ask for is refused with a way to start again', async ({
  visitor: { page },
  house,
}) => {
  const answer = await page.goto(`${house.consumerOrigin}/callback?code=forged&state=forged`)
  expect(answer?.status()).toBe(400)
  await page.getByRole('heading', { name: 'This sign-in cannot be finished' }).waitFor()
  await signInLink(page).click()
  await signInForm(page).password.waitFor()
})
