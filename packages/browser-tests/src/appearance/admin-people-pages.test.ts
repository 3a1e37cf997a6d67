import { expect } from 'vitest'
import { consumerOrigin, startConsumer } from '../house/consumer.ts'
import { test } from '../visiting/administration-test.ts'
import { openSection, told } from '../visiting/admin-pages.ts'
import { allowButton, signIn } from '../visiting/hub-pages.ts'
import { identityOf, signInLink } from '../visiting/consumer-pages.ts'
import { expectFinishedCrosswise } from './expect-finished.ts'

test('the administrator’s pages about people and what happened, and taking access away on them', async ({
  administrator: { page },
  administration: { origin, hub, demo, folder },
  openVisitor,
}) => {
  const tenant = `${origin}/tenants/acme`
  await page.goto(tenant)
  await page.getByRole('heading', { name: 'First steps' }).waitFor()
  await expectFinishedCrosswise(page, 'admin-overview-first-steps')
  await page.goto(`${tenant}/grants`)
  await expectFinishedCrosswise(page, 'admin-grants-empty')

  const app = consumerOrigin(demo.port)
  const { page: visitor } = await openVisitor({ alsoVisits: [app, hub.origin] })
  const consumer = await startConsumer({ folder, name: 'timeline', ...demo, jobSeconds: 3600 })
  try {
    await visitor.goto(app)
    await signInLink(visitor).click()
    await signIn(visitor, { ...demo.person, password: 'wrong' })
    await visitor.getByRole('alert').waitFor()
    await signIn(visitor, demo.person)
    await allowButton(visitor).click()
    await identityOf(visitor, demo.person).waitFor()
  } finally {
    await consumer.stop()
  }

  await page.goto(tenant)
  expect(await page.getByRole('heading', { name: 'First steps' }).count()).toBe(0)
  expect(await page.getByRole('img', { name: /^Sign-ins in the last 24 hours: 1 and 1 refused/ }).count()).toBe(1)
  await page.getByText('The numbers as a table').click()
  await expectFinishedCrosswise(page, 'admin-overview')
  await page
    .getByRole('link', { name: /^Why\?/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Why a request was refused' }).waitFor()
  await expectFinishedCrosswise(page, 'admin-request')
  await page.goto(`${tenant}/events?outcome=success`)
  await page.locator('details.more').first().getByText('Details').click()
  await expectFinishedCrosswise(page, 'admin-events')

  await openSection(page, 'Users')
  await expectFinishedCrosswise(page, 'admin-users')
  await page.goto(`${tenant}/new-user`)
  await expectFinishedCrosswise(page, 'admin-new-user')
  await page.goto(`${tenant}/users`)
  await page.getByRole('link', { name: demo.person.name }).click()
  await page.getByRole('heading', { level: 1, name: demo.person.name }).waitFor()
  const user = page.url()
  for (const [name, path] of [
    ['user', ''],
    ['user-profile', '/profile'],
    ['user-access', '/access'],
    ['user-password', '/password'],
    ['user-erase', '/erase'],
  ] as const) {
    await page.goto(`${user}${path}`)
    await expectFinishedCrosswise(page, `admin-${name}`)
  }

  await page.goto(`${tenant}/sessions`)
  await expectFinishedCrosswise(page, 'admin-sessions')
  await page.goto(`${tenant}/grants?user=ada&live=true`)
  await expectFinishedCrosswise(page, 'admin-grants')
  await page.getByRole('link', { name: /^Look/ }).first().click()
  await page.getByRole('link', { name: 'Revoke …' }).waitFor()
  await expectFinishedCrosswise(page, 'admin-grant')
  await page.getByRole('link', { name: 'Revoke …' }).click()
  await page.getByRole('button', { name: 'Revoke the grant' }).click()
  await told(page, 'Revoked the grant.')
  await page.getByText('An administrator revoked it.').waitFor()

  await page.goto(`${user}/access`)
  await page.getByRole('button', { name: /^End/ }).click()
  await told(page, 'Ended the session.')
  await page.getByText('They are signed in nowhere.').waitFor()
  await page.getByRole('link', { name: /^Withdraw/ }).click()
  await page.getByRole('button', { name: 'Withdraw the consent' }).click()
  await told(page, 'Withdrew the consent.')

  const { page: stranger } = await openVisitor({ alsoVisits: [hub.origin] })
  await stranger.goto(`${demo.issuer}/account`)
  await signIn(stranger, { ...demo.person, password: 'guessed' })
  await stranger.getByRole('alert').waitFor()
  await page.goto(`${user}/access`)
  await page.getByRole('button', { name: /^Lift/ }).click()
  await told(page, 'Lifted.')
  await page.getByText('Nobody is delayed who tries to sign in as them.').waitFor()
})
