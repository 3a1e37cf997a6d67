import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { REDIRECT_URI } from '../src/testing/start-test-hub.ts'
import { TestBrowser } from '../src/testing/test-browser.ts'
import { startFurnishedHub } from './furnished-hub.ts'

const PROMISED_MILLISECONDS = 2_000

test(
  'AUTHZ-12: while the database is away a sign-in is a page that says when to come again, and then it goes on',
  { timeout: 60_000 },
  async () => {
    const hub = await startFurnishedHub()
    const words = ['client', 'create', '--tenant', 'acme', '--name', 'App', '--type', 'confidential', '--first-party']
    const made = await hub.command.must([...words, '--scope', 'profile', '--redirect-uri', REDIRECT_URI])
    const clientId = String(made['client_id'])
    const browser = new TestBrowser(hub)
    const page = await browser.authorize(clientId)

    using other = new DatabaseSync(hub.databaseFile, { timeout: 5_000 })
    other.exec('BEGIN IMMEDIATE')
    const begun = performance.now()
    const answers = [await browser.signIn(page)]
    expect(performance.now() - begun).toBeLessThan(PROMISED_MILLISECONDS)
    answers.push(await new TestBrowser(hub).requestAuthorization(clientId))
    for (const answer of answers) {
      expect(answer.status).toBe(503)
      expect(answer.headers.get('Content-Type')).toBe('text/html;charset=UTF-8')
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
      expect(answer.headers.get('Location')).toBeNull()
      expect(await answer.text()).not.toMatch(/sqlite|database|locked|\.ts:/i)
    }
    other.exec('ROLLBACK')

    const landed = await browser.signIn(page)
    expect(landed.status).toBe(303)
    expect(landed.headers.get('Location')).toContain('code=')
  },
)
