import { afterAll, beforeAll, expect, test } from 'vitest'
import { switchClient } from '../administration/change-client-status.ts'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import { TestBrowser, type TestClient } from '../testing/test-browser.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.close())

const switchTo = async ({ clientId }: TestClient, to: 'disable' | 'enable') =>
  switchClient(hub.administration, await hub.storage(), { clientId, change: to })

const consentOf = async (browser: TestBrowser, client: TestClient): Promise<string> => {
  const answer = await browser.signIn(await browser.authorize(client.clientId, { prompt: 'consent' }))
  return answer.headers.get('Location') ?? ''
}

test('a sign-in to an app that was disabled meanwhile ends on a page that says so', async () => {
  const app = await hub.createClient()
  const browser = new TestBrowser(hub)
  const page = await browser.authorize(app.clientId)
  await switchTo(app, 'disable')
  const answer = await browser.request(page)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('We do not know this app')
})

test.each(['allow', 'deny'] as const)(
  '%s for an app that was disabled meanwhile leads in no circle',
  async (decision) => {
    const app = await hub.createClient()
    const browser = new TestBrowser(hub)
    const consent = await consentOf(browser, app)
    const html = await (await browser.request(consent)).text()
    const form = { csrf_token: /name="csrf_token" value="([^"]+)"/.exec(html)?.[1] ?? '', decision }
    await switchTo(app, 'disable')
    const answer = await browser.request(consent, form)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('We do not know this app')
    await switchTo(app, 'enable')
    expect((await browser.request(consent)).status).toBe(200)
  },
)

test('no code goes to an address that was taken away from the app meanwhile', async () => {
  const app = await hub.createClient()
  const browser = new TestBrowser(hub)
  const consent = await consentOf(browser, app)
  const html = await (await browser.request(consent)).text()
  const form = { csrf_token: /name="csrf_token" value="([^"]+)"/.exec(html)?.[1] ?? '', decision: 'allow' }
  const change = { kind: 'update', settings: { redirectUris: ['https://app.example/elsewhere'] } } as const
  const { now } = hub.administration
  await (await hub.storage()).changeClient({ clientId: app.clientId, change, expectedRevision: null, now: now() })
  for (const answer of [await browser.request(consent), await browser.request(consent, form)]) {
    expect(answer.status).toBe(400)
    expect(answer.headers.has('Location')).toBe(false)
    expect(await answer.text()).toContain('an address that is not registered for it')
  }
})
