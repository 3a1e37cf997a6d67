import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { browser, fakeHub, freePort, logged, runProgram, temporaryFolder } from '@identity-hub/web-app/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fakeManagement } from './testing/fake-management.ts'

vi.setConfig({ testTimeout: 30_000 })

const start = (settings: Record<string, string>) => runProgram(join(import.meta.dirname, 'main.ts'), settings)

async function someSettings(): Promise<Record<string, string>> {
  return {
    ADMIN_PORT: String(await freePort()),
    ADMIN_CLIENT_SECRET: 'top-secret',
    ADMIN_DATABASE_URL: `sqlite:${join(temporaryFolder(), 'data', 'admin.sqlite')}`,
  }
}

test('a wrong environment is told in full on stderr, with exit code 2', async () => {
  const { output, exited } = start({ ADMIN_PORT: 'x', ADMIN_HUB: 'x' })
  expect(await exited).toBe(2)
  expect(output.stdout).toBe('')
  expect(output.stderr.trim().split('\n')).toHaveLength(3)
  expect(output.stderr).toMatch(/ADMIN_CLIENT_SECRET is missing/)
})

test('a busy port is one clear line, with exit code 1', async () => {
  const settings = await someSettings()
  const squatter = createServer().listen(Number(settings['ADMIN_PORT']), '127.0.0.1')
  await once(squatter, 'listening')
  onTestFinished(() => void squatter.close())
  const { output, exited } = start(settings)
  expect(await exited).toBe(1)
  expect(output.stderr).toBe(`Port ${settings['ADMIN_PORT']} on 127.0.0.1 is in use already.\n`)
})

test('it starts before its hub, stops cleanly, and who is signed in stays so over a restart and no other key', async () => {
  const management = fakeManagement()
  const hub = await fakeHub({ tenants: ['acme'], api: (request) => management.answer(request) })
  await hub.goAway()
  const settings: Record<string, string> = { ...(await someSettings()), ADMIN_HUB: hub.origin }
  const origin = `http://localhost:${settings['ADMIN_PORT']}`
  const ada = browser()
  const running = start(settings)
  await logged(running, 'listening')
  expect((await ada.open(`${origin}/sign-in?tenant=acme`)).page).toContain('The hub does not answer')
  await hub.comeBack()
  const { page } = await ada.open(`${origin}/sign-in?tenant=acme&return_to=/tenants/acme/roles`)
  expect(page).toContain('Ada Lovelace')
  running.child.kill('SIGTERM')
  expect(await running.exited).toBe(0)
  expect(running.output.stdout).toContain('"stopped"')
  expect(running.output.stderr).toBe('')

  const again = start(settings)
  await logged(again, 'listening')
  expect((await ada.open(`${origin}/tenants/acme/roles`)).page).toContain('Ada Lovelace')
  again.child.kill('SIGINT')
  expect(await again.exited).toBe(0)
  for (const line of (running.output.stdout + again.output.stdout).trim().split('\n'))
    expect(JSON.parse(line)).toMatchObject({ name: 'admin' })

  const { output, exited } = start({ ...settings, ADMIN_KEY: 'A'.repeat(43) })
  expect(await exited).toBe(1)
  expect(output.stderr).toMatch(/^The administration cannot start: The key does not open [^\n]*\n$/)
})
