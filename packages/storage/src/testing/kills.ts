import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { HubStorage } from '@identity-hub/core'
import { expect } from 'vitest'
import { START } from '../suite/fixtures.ts'
import { type Authorization, exchange, rotate } from '../suite/tokens.ts'
import { openTenant } from '../suite/world.ts'
import type { Acknowledged } from './use-until-killed.ts'

const SCRIPT = fileURLToPath(new URL('use-until-killed.ts', import.meta.url))

/** Lets a process use the codes and kills it in the midst of it; answers what that process was told until then. */
export async function useUntilKilled(
  url: string,
  codes: readonly Authorization[],
  answers: number,
): Promise<{ acknowledged: readonly Acknowledged[]; signal: NodeJS.Signals | null }> {
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

/** Nothing that was acknowledged is lost, and no code works twice. */
export async function expectNothingLost(
  hub: HubStorage,
  codes: readonly Authorization[],
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const tenant = await openTenant(hub, 'acme')
  for (const { tokens } of acknowledged) {
    const { id, hash: tokenHash } = tokens.accessToken
    const live = { outcome: 'found', standing: { grant: { revokedAt: null } } }
    expect(await tenant.findAccessToken({ id, tokenHash })).toMatchObject(live)
  }
  const latest = new Map(acknowledged.map((line) => [line.at, line]))
  for (const [at, { tokens, verb }] of latest) {
    const found = await tenant.findRefreshToken(tokens.refreshToken.id)
    expect(found).toMatchObject({ outcome: 'found', token: { tokenHash: tokens.refreshToken.hash } })
    // The refresh that followed the exchange may have been committed without its answer: then its retry is answered.
    const again = await rotate(tenant, tokens.refreshToken, codes[at]!.fence, { now: START })
    expect(verb === 'rotate' ? ['rotated'] : ['rotated', 'repeat']).toContain(again.outcome)
  }
  const outcomes = await Promise.all(codes.map((code) => exchange(tenant, code)))
  outcomes.forEach(({ outcome }, at) => {
    expect(latest.has(at) ? ['replayed'] : ['exchanged', 'replayed']).toContain(outcome)
  })
  const second = await Promise.all(codes.map((code) => exchange(tenant, code)))
  for (const { outcome } of second) expect(['replayed', 'dead']).toContain(outcome)
}
