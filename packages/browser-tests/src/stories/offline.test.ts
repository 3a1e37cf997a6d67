import { describe, expect } from 'vitest'
import { expectFinished } from '../appearance/expect-finished.ts'
import { consumerOrigin, startConsumer } from '../house/consumer.ts'
import { freePort } from '../house/free-port.ts'
import { house } from '../house/house.ts'
import { managementOf } from '../house/management.ts'
import { registerClient, type Person } from '../house/registration.ts'
import { test as browserTest, type Visitor, type VisitorOptions } from '../visiting/browser-test.ts'
import { identityOf, signInAtConsumer, signInLink } from '../visiting/consumer-pages.ts'
import { signIn } from '../visiting/hub-pages.ts'
import { awaitEvents, readTimeline, type KeptState, type Timeline, type TimelineEntry } from '../visiting/timeline.ts'

const ROLE = 'analyst'
const JOB_SECONDS = 1
const ACCESS_TOKEN_SECONDS = 5

/** With `worker`: a consumer whose tokens are short-lived, whose job never rests, and whose scope needs a role. */
const test = browserTest
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of what a fixture needs off this pattern.
  .extend('worker', { scope: 'file' }, async ({}, { onCleanup }) => {
    const { administrator, issuer, folder } = house()
    const port = await freePort()
    await managementOf(administrator).createRole({ body: { name: ROLE } })
    const client = await registerClient(administrator, {
      name: 'Night Worker',
      redirectUri: `${consumerOrigin(port)}/callback`,
      scopes: ['profile', 'reports.read'],
      new_scopes: [{ name: 'reports.read', description: { en: 'Read your reports' }, required_roles: [ROLE] }],
      access_token_seconds: ACCESS_TOKEN_SECONDS,
    })
    const program = await startConsumer({ folder, name: 'night-worker', port, issuer, client, jobSeconds: JOB_SECONDS })
    onCleanup(() => program.stop())
    return consumerOrigin(port)
  })
  .extend('analyst', async ({ house: { administrator }, person }) => {
    await managementOf(administrator).assignRole({ path: { user_id: person.id, role: ROLE } })
    return person
  })

type OpenVisitor = (options?: VisitorOptions) => Promise<Visitor>

/** Signs in, closes the browser, and keeps what the browser would keep: its cookies. */
async function signInAndLeave(openVisitor: OpenVisitor, worker: string, person: Person): Promise<KeptState> {
  const { page, context } = await openVisitor({ alsoVisits: [worker] })
  await signInAtConsumer(page, worker, person)
  const kept = await context.storageState()
  await context.close()
  return kept
}

const refreshes = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.filter(({ event }) => event === 'refreshed')
const stops = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.filter(({ event }) => event === 'stopped')

// Side by side, because each waits for most of its time.
describe.concurrent('while nobody is there', () => {
  test('the consumer goes on calling for a person whose browser is closed, with new tokens whenever they run out', async ({
    openVisitor,
    worker,
    analyst,
  }) => {
    const kept = await signInAndLeave(openVisitor, worker, analyst)
    const leftAt = Date.now()
    const { entries, grants } = await awaitEvents(worker, kept, (all) => refreshes(all).length >= 2)
    for (const { at } of refreshes(entries)) expect(Date.parse(at)).toBeGreaterThan(leftAt)
    const calls = entries.filter(({ event, at }) => event === 'called' && Date.parse(at) > leftAt)
    expect(calls.length).toBeGreaterThanOrEqual(ACCESS_TOKEN_SECONDS)
    expect(calls.every(({ status }) => status === 200)).toBe(true)
    expect(stops(entries)).toEqual([])
    expect(grants.map(({ scope }) => scope.split(' ').toSorted())).toEqual([['profile', 'reports.read']])

    // Much later the same browser is opened again.
    const { page } = await openVisitor({ alsoVisits: [worker], storageState: kept })
    await page.goto(`${worker}/timeline`)
    expect(await page.getByText('Refreshed', { exact: false }).count()).toBeGreaterThanOrEqual(2)
    await expectFinished(page, 'consumer-timeline-refreshed')
    await page.goto(worker)
    await identityOf(page, analyst).waitFor()
  })

  test('taking the role away stops it with invalid_grant, and signing in with the role again starts anew', async ({
    openVisitor,
    house: { administrator },
    worker,
    analyst,
  }) => {
    const kept = await signInAndLeave(openVisitor, worker, analyst)
    await awaitEvents(worker, kept, (all) => refreshes(all).length >= 1)
    await managementOf(administrator).removeRole({ path: { user_id: analyst.id, role: ROLE } })
    const stopped = await awaitEvents(worker, kept, (all) => stops(all).length > 0)
    expect(stops(stopped.entries)).toMatchObject([{ reason: 'invalid_grant' }])

    await managementOf(administrator).assignRole({ path: { user_id: analyst.id, role: ROLE } })
    // Nothing revives by itself.
    const still = await readTimeline(worker, kept)
    expect(still.grants).toMatchObject([{ endReason: 'invalid_grant' }])

    const { page, context } = await openVisitor({ alsoVisits: [worker], storageState: kept })
    await page.goto(worker)
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await identityOf(page, analyst).waitFor()
    await expectNewGrant(worker, await context.storageState(), still)
  })

  test('blocking the person stops it with invalid_grant, and signing in when unblocked starts anew', async ({
    openVisitor,
    house: { administrator },
    worker,
    analyst,
  }) => {
    const kept = await signInAndLeave(openVisitor, worker, analyst)
    await managementOf(administrator).blockUser({ path: { user_id: analyst.id } })
    const stopped = await awaitEvents(worker, kept, (all) => stops(all).length > 0)
    expect(stops(stopped.entries)).toMatchObject([{ reason: 'invalid_grant' }])

    await managementOf(administrator).unblockUser({ path: { user_id: analyst.id } })
    const still = await readTimeline(worker, kept)
    expect(still.grants).toMatchObject([{ endReason: 'invalid_grant' }])

    const { page, context } = await openVisitor({ alsoVisits: [worker], storageState: kept })
    await page.goto(worker)
    await page.getByText('The hub ended this app’s access.').waitFor()
    await page.getByRole('link', { name: 'Sign in again' }).click()
    // The block ended the hub's session too.
    await signIn(page, analyst)
    await identityOf(page, analyst).waitFor()
    await expectNewGrant(worker, await context.storageState(), still)
  })

  test('a person without the role can sign in, and gives no more than they have', async ({
    openVisitor,
    worker,
    person,
  }) => {
    const { page } = await openVisitor({ alsoVisits: [worker] })
    await page.goto(worker)
    await signInLink(page).click()
    await signIn(page, person)
    const asked = await page.getByRole('listitem').allInnerTexts()
    expect(asked).toEqual([expect.stringContaining('profile')])
  })
})

async function expectNewGrant(worker: string, kept: KeptState, before: Timeline): Promise<void> {
  const after = await awaitEvents(worker, kept, (all) =>
    all.some(({ event, grantId }) => event === 'refreshed' && grantId !== before.grantId),
  )
  expect(after.grantId).not.toBe(before.grantId)
  expect(after.grants.find(({ id }) => id === after.grantId)).not.toHaveProperty('endReason')
  expect(after.grants.find(({ id }) => id === before.grantId)).toHaveProperty('endReason', 'invalid_grant')
}
