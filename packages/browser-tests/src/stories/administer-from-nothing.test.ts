import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { consumerOrigin, startConsumer } from '../house/consumer.ts'
import { freePort } from '../house/free-port.ts'
import type { Person } from '../house/registration.ts'
import { openSection, told } from '../visiting/admin-pages.ts'
import { test } from '../visiting/administration-test.ts'
import { signInAtConsumer } from '../visiting/consumer-pages.ts'
import { awaitEvents } from '../visiting/timeline.ts'

const SLUG = 'globex'
const ROLE = 'analyst'
const SCOPE = 'reports:read'

test('a new administrator makes a tenant, a role, a scope that needs it, an app and a user; the user signs in and the app works; the role is taken, the app stops, and the pages say why', async ({
  administrator: { page },
  administration: { origin, hub, folder },
  openVisitor,
}) => {
  const port = await freePort()
  const app = consumerOrigin(port)
  await makeTenant(page)
  await makeRole(page)
  await makeScope(page)
  const client = await registerApp(page, `${app}/callback`)
  const person = await makeUser(page)

  const issuer = `${hub.origin}/${SLUG}`
  const consumer = await startConsumer({ folder, name: 'globex-app', port, issuer, client, jobSeconds: 1 })
  try {
    const visitor = await openVisitor({ alsoVisits: [app, hub.origin] })
    await signInAtConsumer(visitor.page, app, person)
    const kept = await visitor.context.storageState()
    const before = await awaitEvents(app, kept, (all) => all.some(({ event }) => event === 'called'))
    expect(before.grants.map(({ scope }) => scope.split(' ').toSorted())).toEqual([['profile', SCOPE]])

    await page.goto(`${origin}/tenants/${SLUG}/users`)
    await page.getByRole('link', { name: person.name }).click()
    await page.getByRole('link', { name: `Take … the role ${ROLE} away` }).click()
    await page.getByRole('button', { name: 'Take the role away' }).click()
    await told(page, `Took the role ${ROLE} away.`)

    const stopped = await awaitEvents(app, kept, (all) => all.some(({ event }) => event === 'stopped'))
    expect(stopped.entries.filter(({ event }) => event === 'stopped')).toMatchObject([{ reason: 'invalid_grant' }])

    await page.goto(`${origin}/tenants/${SLUG}`)
    const refusals = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Newest refusals' }) })
    await refusals
      .getByRole('link', { name: /^Why\?/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Why a request was refused' }).waitFor()
    const why = await page.locator('.sentence').textContent()
    expect(why).toContain(`does not have the role ${ROLE} that its scope ${SCOPE} requires`)
    await page.getByText('What to change:').waitFor()
  } finally {
    await consumer.stop()
  }
})

async function makeTenant(page: Page): Promise<void> {
  await openSection(page, 'Tenants')
  await page.getByRole('link', { name: 'New tenant' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Globex')
  await page.getByLabel('Short name').fill(SLUG)
  await page.getByRole('button', { name: 'Make the tenant' }).click()
  await page.getByRole('link', { name: 'Administer', exact: true }).click()
  // What administrators sign in with is in every tenant, and is nobody's first app.
  await page.getByRole('link', { name: 'Register an app' }).waitFor()
}

async function makeRole(page: Page): Promise<void> {
  await openSection(page, 'Roles')
  await page.getByRole('link', { name: 'New role' }).click()
  await page.getByLabel('Name').fill(ROLE)
  await page.getByRole('button', { name: 'Make the role' }).click()
  await told(page, `Made the role ${ROLE}.`)
}

async function makeScope(page: Page): Promise<void> {
  await openSection(page, 'Scopes')
  await page.getByRole('link', { name: 'New scope' }).click()
  await page.getByLabel('Name', { exact: true }).fill(SCOPE)
  await page.getByLabel('Description in English').fill('Read your reports')
  await page.getByLabel('Required roles').fill(ROLE)
  await page.getByRole('button', { name: 'Make the scope' }).click()
  await told(page, SCOPE)
}

async function registerApp(page: Page, redirectUri: string): Promise<{ clientId: string; clientSecret: string }> {
  await openSection(page, 'Apps')
  await page.getByRole('link', { name: /^Register (an|the first) app$/ }).click()
  await page.getByLabel('Name', { exact: true }).fill('Globex Reports')
  await page.getByRole('radio', { name: /^A server/ }).check()
  await page.getByLabel('Redirect URIs').fill(redirectUri)
  await page.getByLabel('Scopes it may ask for').fill(`profile\n${SCOPE}`)
  await page.getByRole('button', { name: 'Register the app' }).click()
  const [clientId = '', clientSecret = ''] = await page.locator('code.secret').allTextContents()
  return { clientId, clientSecret }
}

async function makeUser(page: Page): Promise<Person> {
  const person = { name: 'Hank Scorpio', email: 'hank@globex.example', password: randomBytes(12).toString('base64url') }
  await openSection(page, 'Users')
  await page.getByRole('link', { name: 'Make the first user' }).click()
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel(ROLE, { exact: true }).check()
  await page.getByLabel('With a password').check()
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Make the user' }).click()
  await told(page, `Made the user ${person.name}.`)
  return person
}
