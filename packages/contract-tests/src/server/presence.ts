import { setTimeout as delay } from 'node:timers/promises'
import type { ContractConfiguration } from '../config/configuration.ts'
import type { Send } from '../http/send.ts'

/** The server cannot be asked at all; the message says what to do. */
export class ServerAway extends Error {
  override readonly name = 'ServerAway'
}

type Whereabouts = Pick<ContractConfiguration, 'issuer' | 'endpoints' | 'replicas'>

const patienceMilliseconds = 5000
const pauseMilliseconds = 250

/** @throws ServerAway when nothing answers at the start of a run */
export async function expectPresence(send: Send, server: Whereabouts): Promise<void> {
  const away = await absent(send, addressOf(server))
  if (away !== null) throw new ServerAway(`Nothing answers at ${away}. Is the server running?`)
}

/**
 * What does not answer any longer, in the middle of a run, and why; null: all of it does. A server that is being started
 * again is given time.
 */
export async function findAbsent(send: Send, server: Whereabouts): Promise<string | null> {
  const { pathname } = new URL(server.issuer)
  const replicas = (server.replicas ?? []).map((origin) => `${origin}${pathname}`)
  const deadline = performance.now() + patienceMilliseconds
  for (;;) {
    const asked = await Promise.all([addressOf(server), ...replicas].map((url) => absent(send, url)))
    const away = asked.find((one) => one !== null) ?? null
    if (away === null || performance.now() > deadline) return away
    await delay(pauseMilliseconds)
  }
}

function addressOf({ issuer, endpoints }: Whereabouts): string {
  return typeof endpoints === 'object' ? endpoints.token_endpoint : issuer
}

/** `http://localhost:4000 (connect ECONNREFUSED 127.0.0.1:4000)`; null when something answers. */
async function absent(send: Send, url: string): Promise<string | null> {
  try {
    await send({ url, timeoutMilliseconds: patienceMilliseconds })
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error)
    return `${new URL(url).origin} (${reason})`
  }
}
