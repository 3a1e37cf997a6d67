import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'

const EVENT_MILLISECONDS = 40_000
const POLL_MILLISECONDS = 200

/** What a browser keeps when it is closed. */
export type KeptState = Awaited<ReturnType<BrowserContext['storageState']>>

export interface TimelineEntry {
  readonly event: string
  /** ISO 8601. */
  readonly at: string
  readonly grantId: string
  readonly reason?: string
  readonly status?: number
}

/** What the consumer tells of one person: all their grants, newest events first. */
export interface Timeline {
  readonly grantId: string
  readonly grants: readonly { readonly id: string; readonly scope: string; readonly endReason?: string }[]
  readonly entries: readonly TimelineEntry[]
}

/** The consumer's timeline, read without a browser but with what one has kept. */
export async function readTimeline(consumer: string, { cookies }: KeptState): Promise<Timeline> {
  const response = await fetch(`${consumer}/timeline.json`, {
    headers: { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  if (response.status !== 200) throw new Error(`the timeline answers ${response.status}`)
  return (await response.json()) as Timeline // The tests that read it would fail on any other shape.
}

/** Reads the timeline until it tells of what is awaited. */
export async function awaitEvents(
  consumer: string,
  kept: KeptState,
  happened: (entries: readonly TimelineEntry[]) => boolean,
): Promise<Timeline> {
  const deadline = performance.now() + EVENT_MILLISECONDS
  for (;;) {
    const timeline = await readTimeline(consumer, kept)
    if (happened(timeline.entries)) return timeline
    if (performance.now() > deadline) throw new Error(`it did not happen: ${JSON.stringify(timeline, null, 2)}`)
    await delay(POLL_MILLISECONDS)
  }
}
