import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openStorage } from '../index.ts'
import { START } from '../suite/fixtures.ts'
import { authorize, type Authorization, exchange, rotate } from '../suite/tokens.ts'
import { openTenant, populate } from '../suite/world.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'
import type { Acknowledged } from '../testing/use-until-killed.ts'

const SCRIPT = fileURLToPath(new URL('../testing/use-until-killed.ts', import.meta.url))

// More rounds by hand: KILL_ROUNDS=100
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 4)
const CODES = 2_000

/** Lets a process use the codes and kills it in the midst of it; answers what that process was told until then. */
async function useUntilKilled(url: string, codes: readonly Authorization[], answers: number) {
  const child = spawn(process.execPath, [SCRIPT, url], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(codes.map((code) => `${JSON.stringify(code)}\n`).join(''))
  const acknowledged: Acknowledged[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    // The last line may be cut.
    if (line.endsWith('}')) acknowledged.push(JSON.parse(line) as Acknowledged)
    if (acknowledged.length === answers) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return { acknowledged, signal: child.signalCode }
}

test(
  'a process that is killed loses nothing that it was told, and no code works twice',
  { timeout: 60_000 * ROUNDS },
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const url = `sqlite:${await temporaryFolder()}/hub.sqlite`
      const before = await openStorage(url)
      const world = await populate(before)
      const codes = await Promise.all(Array.from({ length: CODES }, () => authorize(world)))
      await before.close()

      const { acknowledged, signal } = await useUntilKilled(url, codes, 50 + round * 331)
      expect(signal).toBe('SIGKILL')

      const hub = await openStorage(url)
      const tenant = await openTenant(hub, 'acme')
      const latest = new Map(acknowledged.map((line) => [line.at, line]))
      for (const { tokens } of acknowledged) {
        const { id, hash: tokenHash } = tokens.accessToken
        expect(await tenant.findAccessToken({ id, tokenHash })).toMatchObject({
          outcome: 'found',
          standing: { grant: { revokedAt: null } },
        })
      }
      for (const [at, { tokens, verb }] of latest) {
        const found = await tenant.findRefreshToken(tokens.refreshToken.id)
        expect(found).toMatchObject({ outcome: 'found', token: { tokenHash: tokens.refreshToken.hash } })
        // The refresh that followed the exchange may have been committed without its answer: then its retry is answered.
        const fence = codes[at]!.fence
        const again = await rotate(tenant, tokens.refreshToken, fence, { now: START })
        expect(verb === 'rotate' ? ['rotated'] : ['rotated', 'repeat']).toContain(again.outcome)
      }
      const outcomes = await Promise.all(codes.map((code) => exchange(tenant, code)))
      outcomes.forEach(({ outcome }, at) => {
        expect(latest.has(at) ? ['replayed'] : ['exchanged', 'replayed']).toContain(outcome)
      })
      const second = await Promise.all(codes.map((code) => exchange(tenant, code)))
      for (const { outcome } of second) expect(['replayed', 'dead']).toContain(outcome)
      await hub.close()
    }
  },
)
