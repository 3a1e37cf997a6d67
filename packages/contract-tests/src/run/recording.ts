import { AsyncLocalStorage } from 'node:async_hooks'
import { hash, randomBytes } from 'node:crypto'
import type { Exchange } from '../http/exchange.ts'

/** What one case does: its exchanges, and what it draws. */
export interface Recording {
  /** The last ones, in the order in which they ended. */
  readonly exchanges: readonly Exchange[]
  /** How many came before those. */
  readonly omitted: number
}

interface OpenRecording {
  exchanges: Exchange[]
  omitted: number
  readonly seed: string
  drawn: number
}

const mostExchanges = 20
const recordings = new AsyncLocalStorage<OpenRecording>()

/** Runs `body` so that what it sends, also much later and side by side with others, is its own. */
export function startRecording<T>(
  seed: string,
  body: () => T,
): { readonly result: T; readonly recording: () => Recording } {
  const open: OpenRecording = { exchanges: [], omitted: 0, seed, drawn: 0 }
  const result = recordings.run(open, body)
  return { result, recording: () => ({ exchanges: [...open.exchanges], omitted: open.omitted }) }
}

/** Adds an exchange to the case that is made in; outside of all cases nothing happens. */
export function recordExchange(exchange: Exchange): void {
  const open = recordings.getStore()
  if (open === undefined) return
  open.exchanges.push(exchange)
  if (open.exchanges.length <= mostExchanges) return
  open.exchanges.shift()
  open.omitted += 1
}

/** 32 bytes that the run's seed and the case decide: no secret, since the seed draws them again. Outside of all cases: random. */
export function drawBytes(): Buffer {
  const open = recordings.getStore()
  return open === undefined ? randomBytes(32) : hash('sha256', `${open.seed}/${(open.drawn += 1)}`, 'buffer')
}

/** A whole number of 32 bits, likewise. */
export function drawSeed(): number {
  return drawBytes().readUInt32BE()
}
