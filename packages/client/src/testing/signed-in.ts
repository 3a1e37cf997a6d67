import { createHubClient } from '../create-hub-client.ts'
import type { GrantStore } from '../grants/grant-store.ts'
import { memoryStore } from '../grants/memory-store.ts'
import type { HubClient, HubClientOptions } from '../hub-client.ts'
import { fakeHub, type FakeHub } from './fake-hub.ts'

/** A clock that stands still until it is moved. */
export interface Clock {
  (): number
  forward(seconds: number): void
}

export function stoppedClock(): Clock {
  let now = Date.UTC(2030, 0, 1)
  return Object.assign(() => now, { forward: (seconds: number) => void (now += seconds * 1000) })
}

export function clientOf(hub: FakeHub, options: Partial<HubClientOptions> = {}): HubClient {
  return createHubClient({
    issuer: hub.issuer,
    clientId: 'timeline-app',
    authentication: { method: 'client_secret_basic', clientSecret: 'top-secret' },
    redirectUri: 'https://app.example/callback',
    store: memoryStore(),
    ...options,
  })
}

export interface SignedIn {
  readonly hub: FakeHub
  readonly client: HubClient
  readonly store: GrantStore
  readonly clock: Clock
  readonly grantId: string
  /** The requests to the token endpoint since the sign-in. */
  readonly refreshes: () => FakeHub['requests']
}

/** A hub, a client, and a grant whose access token has an hour left. */
export async function signedIn(options: Partial<HubClientOptions> = {}): Promise<SignedIn> {
  const clock = stoppedClock()
  const hub = await fakeHub({ clock })
  const store = options.store ?? memoryStore()
  const client = clientOf(hub, { clock, ...options, store })
  const { url, pending } = await client.startAuthorization()
  const { grantId } = await client.finishAuthorization(hub.authorize(url), pending)
  const before = hub.tokenRequests().length
  return { hub, client, store, clock, grantId, refreshes: () => hub.tokenRequests().slice(before) }
}
