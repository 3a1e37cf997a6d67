import { setTimeout as delay } from 'node:timers/promises'
import { median, type Authorization, type Visitor } from '@identity-hub/contract-tests/visitor'
import { seconds } from '../contract-clients.ts'
import type { ContractHub } from '../contract-target.ts'
import { expectNothingLost, inParallel, useUntilKilled } from './use-until-killed.ts'

// In full, by hand: KILL_ROUNDS=100 KILL_EXCHANGES=10000 (20 rounds on PostgreSQL)
export const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 2)
const EXCHANGES = Number(process.env['KILL_EXCHANGES'] ?? 300)
const READY_MILLISECONDS = 2_000
const ASK_AGAIN_MILLISECONDS = 10

/** What is killed in the midst of work, and how it comes back. */
export interface Killing {
  /** Leaves it no time for anything. */
  readonly kill: () => Promise<void> | void
  /** Resolves when what was killed runs again, be it that it is not ready yet. */
  readonly begin: () => Promise<void>
}

export interface Kills {
  /** The least that it took; the machine may have had other work to do at any of the other times. */
  readonly readyMilliseconds: number
  /** For whoever wants to know. */
  readonly figures: string
}

/**
 * Kills something at a random moment of so many exchanges, again and again, and looks what is left.
 */
export async function killAmidExchanges(hub: ContractHub, visitor: Visitor, { kill, begin }: Killing): Promise<Kills> {
  // Codes wait for the round that they are used in; a lost answer waits until everything else was looked at.
  const client = await hub.registerFirstParty('Patient App', ...seconds({ code: 600, 'retry-window': 60 }))
  await visitor.obtainCode(client)
  const readyAfter: number[] = []
  let acknowledged = 0
  const codes: Authorization[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const missing = Array.from({ length: EXCHANGES - codes.length })
    await inParallel(missing, async () => void codes.push(await visitor.obtainCode(client)))
    const answers = 1 + Math.floor(Math.random() * (EXCHANGES - 100))
    const uses = await useUntilKilled(visitor, codes, answers, kill)
    codes.splice(0, uses.length)
    readyAfter.push(await untilReady(hub, begin))
    await expectNothingLost(visitor, uses)
    acknowledged += uses.flatMap((use) => use.acknowledged).length
  }
  const [middle, most] = [median(readyAfter), Math.max(...readyAfter)].map(Math.round)
  return {
    readyMilliseconds: Math.min(...readyAfter),
    figures: `${ROUNDS} kills, ${acknowledged} acknowledged answers, ready after ${middle} ms (median), ${most} ms (most)`,
  }
}

/** The two seconds that are promised, or twice as long as after a clean stop where the machine has other work to do. */
export async function promisedMilliseconds(hub: ContractHub): Promise<number> {
  await hub.hubs.stop()
  return Math.max(READY_MILLISECONDS, 2 * (await untilReady(hub, hub.hubs.start)))
}

async function untilReady({ hubs }: ContractHub, begin: () => Promise<void>): Promise<number> {
  const since = performance.now()
  await begin()
  for (const address of hubs.addresses) await ready(address)
  return performance.now() - since
}

async function ready(address: string): Promise<void> {
  while (!(await answersReady(address))) await delay(ASK_AGAIN_MILLISECONDS)
}

async function answersReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/health/ready`)).status === 200
  } catch {
    return false
  }
}
