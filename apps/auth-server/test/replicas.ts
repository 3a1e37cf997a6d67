import { randomBytes } from 'node:crypto'
import { createHubCommand, type HubCommand } from './hub-command.ts'
import { startHubProcess, type HubEnd, type HubProcess } from './hub-process.ts'

/** Hubs that share a database, as behind a balancer; browsers and clients know one origin, that of the first. */
export interface Replicas {
  readonly origin: string
  /** Where each one listens, over restarts too. */
  readonly addresses: readonly string[]
  /** Runs beside the hubs. */
  readonly command: HubCommand
  /** Everything that they have written, over restarts. */
  readonly lines: () => readonly string[]
  /** The last errors among that, for the message of a test that fails. */
  readonly complaints: () => string
  /** Asks all to stop, and waits until they have. */
  readonly stop: () => Promise<readonly HubEnd[]>
  /** Leaves them no time for anything. */
  readonly kill: () => Promise<void>
  /** Starts them again at the same addresses. */
  readonly start: () => Promise<void>
  /** Stops them as an operator would, and starts them again. */
  readonly restart: () => Promise<void>
  /** Kills them, and starts them again. */
  readonly crash: () => Promise<void>
}

export async function startReplicas(
  databaseUrl: string,
  count: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<Replicas> {
  const settings = {
    HUB_DATABASE_URL: databaseUrl,
    HUB_KEYS: `test:${randomBytes(32).toString('base64url')}`,
    ...environment,
  }
  const first = await startHubProcess({ ...settings, HUB_PORT: '0' })
  const shared = { ...settings, HUB_ORIGIN: first.origin }
  const others = Array.from({ length: count - 1 }, () => startHubProcess({ ...shared, HUB_PORT: '0' }))
  let hubs: readonly HubProcess[] = [first, ...(await Promise.all(others))]
  const addresses = hubs.map(({ address }) => address)
  const past: string[] = []

  const stop = () => Promise.all(hubs.map((hub) => hub.stop()))
  const kill = async () => void (await Promise.all(hubs.map((hub) => hub.kill())))
  async function start() {
    past.push(...hubs.flatMap(({ lines }) => lines))
    hubs = await Promise.all(
      addresses.map((address) => startHubProcess({ ...shared, HUB_PORT: new URL(address).port })),
    )
  }
  const lines = () => [...past, ...hubs.flatMap((hub) => hub.lines)]
  return {
    origin: first.origin,
    addresses,
    command: createHubCommand(shared),
    lines,
    complaints: () =>
      lines()
        .filter((line) => line.includes('"level":"error"'))
        .slice(-5)
        .join('\n'),
    stop,
    kill,
    start,
    restart: async () => {
      const failed = (await stop()).find(({ code }) => code !== 0)
      if (failed !== undefined) throw new Error(`A hub left with ${failed.code ?? failed.signal}`)
      await start()
    },
    crash: async () => {
      await kill()
      await start()
    },
  }
}
