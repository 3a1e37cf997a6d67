import { readFileSync } from 'node:fs'
import { browser, csrfOf } from '@identity-hub/web-app/testing'
import { expect, test, vi } from 'vitest'
import { problem } from './testing/fake-management.ts'
import { runAdmin } from './testing/run-admin.ts'

vi.setConfig({ testTimeout: 20_000 })

const ROLES = '/tenants/acme/roles'
const NEW_ROLE = '/tenants/acme/new-role'

test('signing out ends the session here and the grant at the hub, and points to the sign-out there', async () => {
  const { origin, hub, signIn } = await runAdmin()
  const ada = await signIn()
  const former = ada.cookies.get('admin-session')!
  const { page } = await ada.open(origin + ROLES)
  const out = await ada.submit(`${origin}/sign-out`, { csrf: csrfOf(page) })
  const start = await ada.open(`${origin}${out.headers.get('Location')}`)
  expect(start.page).toContain('You are signed out here.')
  expect(start.page).toContain(`href="${hub.origin}/acme/sign-out"`)
  expect((await ada.open(origin)).page).not.toContain('You are signed out here.')
  expect(hub.grants.map(({ dead }) => dead)).toEqual([true])
  const thief = browser()
  thief.cookies.set('admin-session', former)
  expect((await thief.open(origin + ROLES)).url).toContain('/?return_to=')
})

test('signing out works while the hub is away', async () => {
  const { origin, hub, signIn } = await runAdmin()
  const ada = await signIn()
  const { page } = await ada.open(origin + ROLES)
  await hub.goAway()
  expect((await ada.submit(`${origin}/sign-out`, { csrf: csrfOf(page) })).status).toBe(303)
  expect(ada.cookies.has('admin-session')).toBe(false)
})

test('nobody is signed out, and nothing is changed, by a form of somebody else', async () => {
  const { origin, management, signIn } = await runAdmin()
  const [ada, eve] = [await signIn(), await signIn()]
  const foreign = csrfOf((await eve.open(origin + ROLES)).page)
  for (const csrf of [undefined, '', 'x', foreign]) {
    const fields = { name: 'owned', key: 'k', ...(csrf !== undefined && { csrf }) }
    for (const path of ['/sign-out', NEW_ROLE]) {
      const response = await ada.submit(origin + path, fields)
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('This form is out of date')
    }
  }
  expect((await ada.open(origin + ROLES)).response.status).toBe(200)
  expect(management.roles.size).toBe(0)
})

test('a form of another kind, or a huge one, is refused', async () => {
  const { origin, signIn } = await runAdmin()
  const ada = await signIn()
  const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
  expect((await ada.request(origin + NEW_ROLE, json)).status).toBe(415)
  const huge = await ada.submit(origin + NEW_ROLE, { name: 'x'.repeat(70_000) })
  expect(huge.status).toBe(413)
  expect(await huge.text()).toContain('shorten what you typed')
})

test.each([
  [NEW_ROLE, { name: 'member', key: 'é\0' }],
  [NEW_ROLE, { name: 'member', key: '日' }],
  [`${ROLES}/member`, { description: '', etag: '"1"\r\nX: y' }],
])('a form to %s whose %j cannot go on to the hub is refused like one that is not ours', async (path, fields) => {
  const { origin, management, signIn } = await runAdmin()
  const ada = await signIn()
  const csrf = csrfOf((await ada.open(origin + NEW_ROLE)).page)
  const refused = await ada.submit(origin + path, { ...fields, csrf })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('This form is out of date')
  expect(management.created.size).toBe(0)
})

test('a form without the fields that ours have is refused', async () => {
  const { origin, signIn, management } = await runAdmin()
  const ada = await signIn()
  const { page } = await ada.open(origin + NEW_ROLE)
  expect((await ada.submit(origin + NEW_ROLE, { csrf: csrfOf(page), name: 'x' })).status).toBe(400)
  expect(management.roles.size).toBe(0)
})

test('an administrator of one tenant sees no page of another, and no token of theirs goes there', async () => {
  const { origin, hub, signIn } = await runAdmin()
  const ada = await signIn('acme')
  const before = hub.requests.length
  for (const path of ['/tenants/hub/roles', '/tenants/other/roles', '/tenants/hub/tenants', '/tenants/acme/tenants']) {
    const { response, page } = await ada.open(origin + path)
    expect([path, response.status]).toEqual([path, 404])
    expect(page).toContain('There is nothing here')
  }
  expect(hub.requests.slice(before)).toEqual([])
})

test('a cookie with another tenant’s name finds nobody', async () => {
  const { origin, signIn } = await runAdmin()
  const ada = await signIn('acme')
  ada.cookies.set('admin-session', ada.cookies.get('admin-session')!.replace('acme.', 'hub.'))
  expect((await ada.open(`${origin}/tenants/hub/roles`)).url).toContain('/?return_to=')
})

test('what is done is told once, on the next page', async () => {
  const { origin, send, signIn } = await runAdmin()
  const ada = await signIn()
  const made = await send(ada, NEW_ROLE, NEW_ROLE, { name: 'member', description: '' })
  expect(made.headers.get('Location')).toBe(ROLES)
  expect((await ada.open(origin + ROLES)).page).toMatch(/role="status"[^>]*>Made the role member\./)
  expect((await ada.open(origin + ROLES)).page).not.toContain('Made the role')
})

test.each(['x', 'e30', Buffer.from('{"kind":"done","text":7}').toString('base64url')])(
  'a notice %s that these pages did not leave is not shown',
  async (planted) => {
    const { origin, signIn } = await runAdmin()
    const ada = await signIn()
    ada.cookies.set('admin-notice', planted)
    const { response, page } = await ada.open(origin + ROLES)
    expect(response.status).toBe(200)
    expect(page).not.toContain('class="notice')
  },
)

test('a notice is text', async () => {
  const { origin, signIn } = await runAdmin()
  const ada = await signIn()
  const planted = { kind: 'done', text: '<script>alert(1)</script>' }
  ada.cookies.set('admin-notice', Buffer.from(JSON.stringify(planted)).toString('base64url'))
  expect((await ada.open(origin + ROLES)).page).not.toContain('<script')
})

test('a form that is sent twice does it once', async () => {
  const { origin, management, signIn } = await runAdmin()
  const ada = await signIn()
  const { page } = await ada.open(origin + NEW_ROLE)
  const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const fields = { csrf: csrfOf(page), key, name: 'member', description: 'Everybody' }
  const answers = await Promise.all([1, 2].map(() => ada.submit(origin + NEW_ROLE, fields)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(management.created.size).toBe(1)
})

test('what the hub finds wrong stands at the field, with what was typed', async () => {
  const { management, send, signIn } = await runAdmin()
  management.roles.set('acme/member', { description: '', revision: 1 })
  const ada = await signIn()
  const answer = await send(ada, NEW_ROLE, NEW_ROLE, { name: 'member', description: 'Everybody "here"' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toMatch(/id="field-name"[^>]*aria-invalid="true"/)
  expect(page).toMatch(/id="field-name-problem">The role is there already\./)
  expect(page).toContain('value="Everybody &#34;here&#34;"')
})

test('a change that rests on an old state is refused, keeps what was typed, and says what it would replace', async () => {
  const { origin, management, send, signIn } = await runAdmin()
  management.roles.set('acme/member', { description: 'Old', revision: 1 })
  const ada = await signIn()
  const { page } = await ada.open(`${origin}${ROLES}/member`)
  management.roles.set('acme/member', { description: 'By Bob', revision: 2 })
  const fields = { csrf: csrfOf(page), etag: '"1"', description: 'By Ada' }
  const refused = await ada.submit(`${origin}${ROLES}/member`, fields)
  expect(refused.status).toBe(422)
  const text = await refused.text()
  for (const part of ['Somebody changed this', 'value="By Ada"', 'By Bob', 'value="&#34;2&#34;"'])
    expect(text).toContain(part)
  expect(management.roles.get('acme/member')?.description).toBe('By Bob')
  const again = await send(ada, `${ROLES}/member`, `${ROLES}/member`, { description: 'By Ada' })
  expect(again.status).toBe(303)
  expect(management.roles.get('acme/member')?.description).toBe('By Ada')
})

test('a change that is sent twice is told as done', async () => {
  const { origin, management, signIn } = await runAdmin()
  management.roles.set('acme/member', { description: 'Old', revision: 1 })
  const ada = await signIn()
  const { page } = await ada.open(`${origin}${ROLES}/member`)
  const fields = { csrf: csrfOf(page), etag: '"1"', description: 'New' }
  for (const _ of [1, 2]) expect((await ada.submit(`${origin}${ROLES}/member`, fields)).status).toBe(303)
  expect(management.roles.get('acme/member')).toEqual({ description: 'New', revision: 2 })
})

test('a deletion asks first, and is done when it is sent twice', async () => {
  const { origin, management, signIn } = await runAdmin()
  management.roles.set('acme/member', { description: '', revision: 1 })
  const ada = await signIn()
  const { page } = await ada.open(`${origin}${ROLES}/member/delete`)
  expect(page).toContain('Delete the role member?')
  expect(management.roles.size).toBe(1)
  const fields = { csrf: csrfOf(page), etag: '"1"' }
  for (const _ of [1, 2])
    expect((await ada.submit(`${origin}${ROLES}/member/delete`, fields)).headers.get('Location')).toBe(ROLES)
  expect(management.roles.size).toBe(0)
})

test('when the grant has ended, the page leads to the sign-in and says why', async () => {
  const { origin, hub, signIn } = await runAdmin()
  const ada = await signIn()
  hub.block()
  const { url, page } = await ada.open(origin + ROLES)
  expect(url).toBe(`${origin}/?return_to=${encodeURIComponent(ROLES)}`)
  expect(page).toContain('Your sign-in has ended')
})

test('a form that is sent after the grant has ended changes nothing, and says so', async () => {
  const { origin, hub, management, signIn } = await runAdmin()
  const ada = await signIn()
  const { page } = await ada.open(origin + NEW_ROLE)
  hub.block()
  const answer = await ada.submit(origin + NEW_ROLE, { csrf: csrfOf(page), key: 'k', name: 'member' })
  expect((await ada.open(`${origin}${answer.headers.get('Location')}`)).page).toContain('Nothing was changed')
  expect(management.roles.size).toBe(0)
})

test('an access token that ended before its time is replaced unseen', async () => {
  const { origin, hub, signIn } = await runAdmin()
  const ada = await signIn()
  hub.grants[0]!.accessTokens.clear()
  expect((await ada.open(origin + ROLES)).response.status).toBe(200)
  expect(hub.requests.filter((request) => request.endsWith('/token'))).toHaveLength(2)
})

test('rights that are lost while signed in take the buttons away, then the page, and leave the way out', async () => {
  const { origin, management, signIn } = await runAdmin()
  const ada = await signIn()
  expect((await ada.open(origin + ROLES)).page).toContain('href="/tenants/acme/new-role"')
  management.scopes = ['hub.policy.read']
  expect((await ada.open(origin + ROLES)).page).not.toContain('new-role')
  management.answers.push(problem(403, 'insufficient_scope', 'It needs hub.policy.read.'))
  const { response, page } = await ada.open(origin + ROLES)
  expect(response.status).toBe(403)
  expect(page).toContain('It needs hub.policy.read.')
  expect(page).toContain('action="/sign-out"')
})

test('somebody without any such right is told so, and can sign out', async () => {
  const { origin, management, signIn } = await runAdmin()
  management.scopes = []
  const ada = await signIn()
  const { response, page } = await ada.open(origin + ROLES)
  expect(response.status).toBe(403)
  expect(page).toContain('You have no access here')
  expect(page).toContain('action="/sign-out"')
})

test('while the hub is away, pages say so, and everything is there when it is back', async () => {
  const { origin, hub, signIn } = await runAdmin()
  const ada = await signIn()
  await hub.goAway()
  const away = await ada.request(origin + ROLES)
  expect(away.status).toBe(503)
  expect(away.headers.get('Retry-After')).toMatch(/^\d+$/)
  await hub.comeBack()
  expect((await ada.open(origin + ROLES)).response.status).toBe(200)
})

test('a form that the hub did not answer tells how to send it again, and then does it once', async () => {
  const { origin, hub, management, signIn } = await runAdmin()
  const ada = await signIn()
  const fields = { csrf: csrfOf((await ada.open(origin + NEW_ROLE)).page), name: 'member', description: '', key: 'k' }
  await hub.goAway()
  const away = await ada.submit(origin + NEW_ROLE, fields)
  expect(away.status).toBe(503)
  const page = await away.text()
  expect(page).toContain('Load the page again in a moment')
  expect(page).not.toContain('Nothing was lost')
  await hub.comeBack()
  expect((await ada.submit(origin + NEW_ROLE, fields)).status).toBe(303)
  expect(management.roles.size).toBe(1)
})

test('a hub that asks to wait is not called away', async () => {
  const { origin, management, signIn } = await runAdmin()
  const ada = await signIn()
  management.answers.push({ ...problem(429, 'too_many_requests', 'Wait.'), headers: { 'Retry-After': '7' } })
  const { response, page } = await ada.open(origin + ROLES)
  expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '7'])
  expect(page).toContain('The hub asks you to wait')
})

test('what the hub refuses is told with its request id', async () => {
  const { origin, management, signIn } = await runAdmin()
  const ada = await signIn()
  management.answers.push(problem(400, 'invalid_request', 'The cursor is of another list.'))
  const { response, page } = await ada.open(`${origin}${ROLES}?cursor=x`)
  expect(response.status).toBe(400)
  expect(page).toContain('The cursor is of another list.')
  expect(page).toMatch(/Request <code>[\w-]+/)
})

test('no token, code, state, secret or cookie is logged or stored in the clear', async () => {
  const { origin, hub, logged, databasePath, signIn, send } = await runAdmin()
  const ada = await signIn()
  await send(ada, NEW_ROLE, NEW_ROLE, { name: 'member', description: '' })
  hub.grants[0]!.accessTokens.clear()
  await ada.open(origin + ROLES)
  const [grant] = hub.grants
  const secrets = [
    ...[...ada.cookies.values()].map((value) => value.replace('acme.', '')),
    'top-secret',
    grant!.refreshToken,
    ...grant!.spent,
    ...grant!.accessTokens.keys(),
  ]
  expect(secrets.length).toBeGreaterThan(5)
  const written = logged.join('') + ['', '-wal'].map((end) => readFileSync(databasePath + end, 'latin1')).join('')
  for (const secret of secrets) expect(written).not.toContain(secret)
  expect(logged.length).toBeGreaterThan(5)
})
