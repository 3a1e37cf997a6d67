import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openStorage } from '../index.ts'
import { type Authorization, exchange, rotate, type Tokens } from '../suite/tokens.ts'
import { openTenant } from '../suite/world.ts'

/**
 * Exchanges the codes that come in, one JSON line each, and refreshes at once, 32 at a time. Writes a line for each
 * answer that it was given, and goes on until it is killed.
 */

const STDOUT = 1
const IN_FLIGHT = 32

export interface Acknowledged {
  readonly at: number
  readonly verb: 'exchange' | 'rotate'
  readonly tokens: Tokens
}

const acknowledge = (line: Acknowledged): void => {
  writeSync(STDOUT, `${JSON.stringify(line)}\n`)
}

const hub = await openStorage(process.argv[2] ?? '')
const tenant = await openTenant(hub, 'acme')

const codes: Authorization[] = []
for await (const line of createInterface({ input: process.stdin })) codes.push(JSON.parse(line) as Authorization)

async function work(): Promise<void> {
  for (let at = next(); at !== null; at = next()) {
    const authorization = codes[at]
    if (authorization === undefined) return
    const exchanged = await exchange(tenant, authorization)
    if (exchanged.outcome !== 'exchanged') throw new Error(`code ${at}: ${exchanged.outcome}`)
    acknowledge({ at, verb: 'exchange', tokens: exchanged })
    const rotated = await rotate(tenant, exchanged.refreshToken, authorization.fence)
    if (rotated.outcome !== 'rotated') throw new Error(`token ${at}: ${rotated.outcome}`)
    acknowledge({ at, verb: 'rotate', tokens: rotated })
  }
}

let taken = 0
function next(): number | null {
  return taken < codes.length ? taken++ : null
}

await Promise.all(Array.from({ length: IN_FLIGHT }, work))
await hub.close()
