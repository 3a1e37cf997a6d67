import { browser, csrfOf } from '@identity-hub/web-app/testing'
import { expect, test, vi } from 'vitest'
import { runApp, type RunningApp } from './testing/run-app.ts'

vi.setConfig({ testTimeout: 20_000 })

interface TimelineJson {
  readonly grantId: string
  readonly grants: readonly { readonly id: string; readonly endReason?: string }[]
  readonly entries: readonly {
    readonly id: number
    readonly grantId: string
    readonly event: string
    readonly at: string
    readonly status?: number
    readonly reason?: string
    readonly requestId?: string
  }[]
  readonly hasOlder: boolean
}

async function signedIn(app: RunningApp): Promise<ReturnType<typeof browser>> {
  const ada = browser()
  await ada.open(`${app.origin}/sign-in`)
  return ada
}

async function timelineOf(app: RunningApp, ada: ReturnType<typeof browser>, query = ''): Promise<TimelineJson> {
  const response = await ada.request(`${app.origin}/timeline.json${query}`)
  expect(response.status).toBe(200)
  // The shape is what the assertions below look at.
  return (await response.json()) as TimelineJson
}

async function eventsOf(app: RunningApp, ada: ReturnType<typeof browser>): Promise<string[]> {
  return (await timelineOf(app, ada)).entries.map(({ event }) => event)
}

test('each run is an entry, newest first, also while the browser is closed', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  await app.work()
  app.clock.forward(30)
  await app.work()
  const { entries } = await timelineOf(app, ada)
  expect(entries.map(({ event }) => event)).toEqual(['called', 'called', 'called', 'signed-in'])
  expect(entries[0]).toMatchObject({ status: 200, at: new Date(app.clock()).toISOString() })
})

test('a run refreshes when it has to, and the timeline says so', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.clock.forward(3600)
  await app.work()
  expect(await eventsOf(app, ada)).toEqual(['called', 'refreshed', 'called', 'signed-in'])
})

test('an access token of 5 seconds is refreshed at every run', async () => {
  const app = await runApp()
  app.hub.accessTokenSeconds = 5
  const ada = await signedIn(app)
  for (let run = 0; run < 3; run += 1) {
    app.clock.forward(30)
    await app.work()
  }
  const events = await eventsOf(app, ada)
  expect(events.filter((event) => event === 'refreshed')).toHaveLength(3)
  expect((await ada.open(`${app.origin}/timeline`)).page).toContain('Refreshed the access')
})

test('when the hub ends the grant the timeline says why, no call follows, and the person stays signed in here', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.hub.block()
  await app.work()
  const requests = app.hub.requests.length
  await app.work()
  expect(app.hub.requests).toHaveLength(requests)
  const { entries, grants } = await timelineOf(app, ada)
  expect(entries[0]).toMatchObject({ event: 'stopped', reason: 'invalid_grant', requestId: expect.any(String) })
  expect(grants).toMatchObject([{ endReason: 'invalid_grant' }])
  for (const path of ['/', '/timeline']) {
    const { page, response } = await ada.open(app.origin + path)
    expect(response.status).toBe(200)
    expect(page).toContain('The hub ended this app’s access.')
    expect(page).toContain('invalid_grant')
    expect(page).toContain('Sign in again')
  }
  expect((await ada.open(app.origin)).page).toContain('Ada Lovelace')
})

test('signing in again after the end starts a new grant; the old one stays visible', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.hub.block()
  await app.work()
  await ada.open(`${app.origin}/sign-in`)
  await app.work()
  const { entries, grants, grantId } = await timelineOf(app, ada)
  expect(grants).toHaveLength(2)
  expect(grants.find(({ id }) => id === grantId)).not.toHaveProperty('endReason')
  expect(entries.map(({ event }) => event)).toEqual(['called', 'called', 'signed-in', 'stopped', 'called', 'signed-in'])
  expect((await ada.open(`${app.origin}/timeline`)).page).toContain('another sign-in of yours')
})

test('while the hub is away nothing is lost, and the pages say so', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.clock.forward(3600)
  await app.hub.goAway()
  await app.work()
  await app.work()
  for (const path of ['/', '/timeline']) {
    const { page, response } = await ada.open(app.origin + path)
    expect(response.status).toBe(200)
    expect(page).toContain('The hub is away.')
  }
  expect((await ada.open(app.origin)).page).toContain('Ada Lovelace')
  await app.hub.comeBack()
  app.clock.forward(30)
  await app.work()
  expect(await eventsOf(app, ada)).toEqual(['called', 'refreshed', 'hub-away', 'hub-away', 'called', 'signed-in'])
  expect((await ada.open(app.origin)).page).not.toContain('The hub is away.')
})

test.each([
  [{ path: '/identity/v1', status: 503 }, { event: 'hub-away' }],
  [
    { path: '/identity/v1', status: 403, body: '{"error":"insufficient_scope"}' },
    { event: 'called', status: 403, reason: 'insufficient_scope' },
  ],
  [
    { path: '/identity/v1', status: 200, body: '[]' },
    { event: 'failed', reason: 'unexpected-response' },
  ],
])('a run that meets %o leaves the entry %o and keeps the grant', async (answer, entry) => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.hub.answers.push(answer)
  await app.work()
  expect((await timelineOf(app, ada)).entries[0]).toMatchObject(entry)
  await app.work()
  expect((await timelineOf(app, ada)).entries[0]).toMatchObject({ event: 'called', status: 200 })
})

test('a hub that does not accept this app any more ends nobody', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.clock.forward(3600)
  app.hub.answers.push({ path: '/token', status: 401, body: '{"error":"invalid_client"}' })
  await app.work()
  expect((await timelineOf(app, ada)).entries[0]).toMatchObject({ event: 'failed', reason: 'invalid_client' })
  await app.work()
  expect((await eventsOf(app, ada)).slice(0, 2)).toEqual(['called', 'refreshed'])
})

test('runs go on for everybody, and each person sees their own', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.hub.identity = { ...app.hub.identity, identityId: 'grace', displayName: 'Grace Hopper' }
  const grace = await signedIn(app)
  expect((await ada.open(app.origin)).page).toContain('Grace Hopper')
  const own = await timelineOf(app, grace)
  expect(own.grants.map(({ id }) => id)).toContain(own.grantId)
  const stranger = browser()
  for (const path of ['/timeline', '/timeline.json']) {
    const response = await stranger.request(app.origin + path)
    expect(response.status).toBe(403)
    expect(await response.text()).not.toContain('Grace')
  }
})

test('a person’s timeline never holds another person’s entries', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.hub.identity = { ...app.hub.identity, identityId: 'grace', displayName: 'Grace Hopper' }
  const grace = await signedIn(app)
  const [adas, graces] = [await timelineOf(app, ada), await timelineOf(app, grace)]
  expect(adas.grants).toHaveLength(1)
  expect(graces.grants).toHaveLength(1)
  expect(new Set(adas.entries.map(({ grantId }) => grantId))).toEqual(new Set([adas.grantId]))
  expect(new Set(graces.entries.map(({ grantId }) => grantId))).toEqual(new Set([graces.grantId]))
})

test('two browsers of one person see both sign-ins, and signing out of one leaves the other', async () => {
  const app = await runApp()
  const [desk, phone] = [await signedIn(app), await signedIn(app)]
  expect((await timelineOf(app, desk)).grants).toHaveLength(2)
  const { page } = await phone.open(app.origin)
  await phone.submit(`${app.origin}/sign-out`, { csrf: csrfOf(page) })
  await app.work()
  const { entries, grantId } = await timelineOf(app, desk)
  expect(entries[0]).toMatchObject({ event: 'called', grantId })
  expect(entries[1]).toMatchObject({ event: 'stopped', reason: 'signed-out' })
})

test('long timelines come in pages, and the oldest entries go', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  const { grantId } = await timelineOf(app, ada)
  for (let at = 0; at < 2_100; at += 1) app.storage.timeline.add(grantId, { event: 'called', status: 200 }, { at })
  const first = await timelineOf(app, ada)
  expect(first.entries).toHaveLength(100)
  expect(first.hasOlder).toBe(true)
  const last = first.entries.at(-1)!.id
  const second = await timelineOf(app, ada, `?before=${last}`)
  expect(second.entries[0]?.id).toBe(last - 1)
  expect((await ada.open(`${app.origin}/timeline`)).page).toContain(`/timeline?before=${last}`)
  expect(app.storage.timeline.list([grantId], { limit: 5_000 })).toHaveLength(2_000)
  expect((await timelineOf(app, ada, '?before=x%27')).entries).toEqual(first.entries)
})

test('a session that nobody uses for a month ends, and its grant with it', async () => {
  const app = await runApp()
  const ada = await signedIn(app)
  app.clock.forward(29 * 86_400)
  expect((await ada.open(app.origin)).page).toContain('Ada Lovelace')
  app.clock.forward(31 * 86_400)
  expect((await ada.open(app.origin)).page).toContain('href="/sign-in"')
  await app.work()
  expect(app.storage.grants.living()).toEqual([])
})
