import { DatabaseSync } from 'node:sqlite'
import { expect, vi } from 'vitest'
import { METADATA, type FurnishedHub, type TokenAnswer } from './furnished-hub.ts'
import type { TokenLoad } from './token-load.ts'

const PROMISED_MILLISECONDS = 2_000
const RECOVERY_MILLISECONDS = 5_000

/** An answer that tells the client to come again, in time and in the form that it can read. */
export function expectUnavailable({ status, type, retryAfter, milliseconds, body }: TokenAnswer): void {
  expect({ status, body }).toEqual({ status: 503, body: { error: 'temporarily_unavailable' } })
  expect(type).toContain('application/json')
  expect(Number(retryAfter)).toBeGreaterThan(0)
  expect(milliseconds).toBeLessThan(PROMISED_MILLISECONDS)
}

/** Whatever was asked meanwhile either worked or was refused as it should be. */
export function expectPromisedAnswers(answers: readonly TokenAnswer[]): void {
  for (const answer of answers) {
    if (answer.status !== 200) expectUnavailable(answer)
    else expect(answer.milliseconds).toBeLessThan(PROMISED_MILLISECONDS)
  }
}

export async function expectMetadata(hub: FurnishedHub): Promise<void> {
  const begun = performance.now()
  expect((await hub.get(METADATA)).status).toBe(200)
  expect(performance.now() - begun).toBeLessThan(PROMISED_MILLISECONDS)
}

export async function readiness(hub: FurnishedHub): Promise<number> {
  return (await hub.get('/health/ready')).status
}

/** In time, and without a restart. */
export async function expectRecovery(hub: FurnishedHub, load: TokenLoad): Promise<void> {
  const pid = hub.process().pid
  await vi.waitFor(async () => expect(await readiness(hub)).toBe(200), { timeout: RECOVERY_MILLISECONDS, interval: 50 })
  await load.stop()
  for (const { status } of await load.finish()) expect(status).toBe(200)
  expect(hub.process().pid).toBe(pid)
}

/** Also after the machine went down: every token that was handed out works, and none was made that was not. */
export async function expectNothingLost(hub: FurnishedHub, load: TokenLoad): Promise<void> {
  await hub.process().kill()
  await hub.startAgain()
  const latest = load.accessTokens.slice(-100)
  const lookUp = (token: string) => hub.get('/acme/api/identity/v1', { Authorization: `Bearer ${token}` })
  for (const { status } of await Promise.all(latest.map(lookUp))) expect(status).toBe(200)
  expect(new Set(load.accessTokens).size).toBe(load.accessTokens.length)
  using database = new DatabaseSync(hub.databaseFile)
  const count = (what: string) => database.prepare(`SELECT count(*) AS rows FROM ${what}`).get()
  expect(count('issued_tokens WHERE refresh_token_hash IS NOT NULL')).toEqual({ rows: load.accessTokens.length })
  expect(count('issued_tokens')).toEqual({ rows: load.accessTokens.length })
}
