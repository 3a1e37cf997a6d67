import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { browser, fakeHub, freePort, logged, runProgram, temporaryFolder } from '@identity-hub/web-app/testing'
import { expect, onTestFinished, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 30_000 })

const start = (settings: Record<string, string>) => runProgram(join(import.meta.dirname, 'main.ts'), settings)

async function someSettings(): Promise<Record<string, string>> {
  return {
    CONSUMER_PORT: String(await freePort()),
    CONSUMER_CLIENT_ID: 'timeline-app',
    CONSUMER_CLIENT_SECRET: 'top-secret',
    CONSUMER_DATABASE_URL: `sqlite:${join(temporaryFolder(), 'data', 'consumer.sqlite')}`,
    CONSUMER_JOB_SECONDS: '1',
  }
}

test('a wrong environment is told in full on stderr, with exit code 2', async () => {
  const { output, exited } = start({ CONSUMER_PORT: 'x', CONSUMER_ISSUER: 'x' })
  expect(await exited).toBe(2)
  expect(output.stdout).toBe('')
  expect(output.stderr.trim().split('\n')).toHaveLength(3)
  expect(output.stderr).toMatch(/CONSUMER_CLIENT_ID is missing/)
})

test('a busy port is one clear line, with exit code 1', async () => {
  const settings = await someSettings()
  const squatter = createServer().listen(Number(settings['CONSUMER_PORT']), '127.0.0.1')
  await once(squatter, 'listening')
  onTestFinished(() => void squatter.close())
  const { output, exited } = start(settings)
  expect(await exited).toBe(1)
  expect(output.stderr).toBe(`Port ${settings['CONSUMER_PORT']} on 127.0.0.1 is in use already.\n`)
})

test('a key that does not open the database is one clear line, with exit code 1', async () => {
  const settings = await someSettings()
  const running = start(settings)
  await logged(running, 'listening')
  running.child.kill('SIGTERM')
  expect(await running.exited).toBe(0)
  const { output, exited } = start({ ...settings, CONSUMER_KEY: 'A'.repeat(43) })
  expect(await exited).toBe(1)
  expect(output.stderr).toMatch(/^The consumer cannot start: The key does not open [^\n]*\n$/)
})

test.each(['SIGTERM', 'SIGINT'] as const)('%s stops it cleanly', async (signal) => {
  const running = start(await someSettings())
  await logged(running, 'listening')
  running.child.kill(signal)
  expect(await running.exited).toBe(0)
  expect(running.output.stdout).toContain('"stopped"')
  expect(running.output.stderr).toBe('')
})

test('it starts before its hub, says so, and people, sessions and grants survive a restart', async () => {
  const hub = await fakeHub()
  await hub.goAway()
  const settings: Record<string, string> = { ...(await someSettings()), CONSUMER_ISSUER: hub.issuer }
  const origin = `http://localhost:${settings['CONSUMER_PORT']}`
  const ada = browser()
  const running = start(settings)
  await logged(running, 'listening')
  expect((await ada.open(origin)).page).toContain('The hub is away.')
  await hub.comeBack()
  expect((await ada.open(`${origin}/sign-in?return_to=/timeline`)).page).toContain('You signed in')
  running.child.kill('SIGTERM')
  expect(await running.exited).toBe(0)

  const again = start(settings)
  await logged(again, 'job ran')
  const { page } = await ada.open(origin)
  expect(page).toContain('Ada Lovelace')
  expect((await ada.open(`${origin}/timeline`)).page.match(/Called the API/g)?.length).toBeGreaterThan(1)
  for (const line of (running.output.stdout + again.output.stdout).trim().split('\n')) {
    expect(JSON.parse(line)).toMatchObject({ name: 'consumer' })
  }
})
