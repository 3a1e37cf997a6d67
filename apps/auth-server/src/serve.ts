import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { randomBytes, type HubStorage, type StorageUnavailableError } from '@identity-hub/core'
import { openStorage } from '@identity-hub/storage'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import type { HubConfig } from './config/hub-config.ts'
import type { Dependencies } from './dependencies.ts'
import { answerBrokenRequests } from './http/answer-broken-requests.ts'
import { createLog, type Log } from './log.ts'
import { monotonicClock } from './monotonic-clock.ts'
import { createPasswords } from './passwords/passwords.ts'
import { purgeRegularly } from './purge-regularly.ts'
import { watchStorage } from './watch-storage.ts'

// Long enough for any browser's cookies, short of what a flood of headers would cost.
const MAX_HEADER_BYTES = 32_768
// Whoever has not sent its headers by then is stuck, or means harm; looked at once a second.
const HEADERS_TIMEOUT_MILLISECONDS = 14_000
const REQUEST_TIMEOUT_MILLISECONDS = 30_000
const TIMEOUT_CHECK_MILLISECONDS = 1_000
// Longer than the idle time of common load balancers (60 s), so that they close first and no request meets a closed socket.
const KEEP_ALIVE_MILLISECONDS = 65_000
// A client learns from its next answer that the connection ends; whoever stays silent is not waited for.
const FAREWELL_MILLISECONDS = 1_000
const FAREWELL_CHECK_MILLISECONDS = 25
const DRAIN_MILLISECONDS = 10_000

export interface RunningHub {
  readonly origin: string
  /** Answers what was begun, then lets go of port and database. */
  close(): Promise<void>
}

/** Migrates, listens and serves until closed. */
export async function serve(config: HubConfig): Promise<RunningHub> {
  const log = createLog(config.logLevel)
  const clock = monotonicClock()
  const failure = Promise.withResolvers<StorageUnavailableError>()
  const hub = await openStorage(config.databaseUrl, {
    migrate: true,
    onWarning: (message) => log.warn({ message }, 'storage'),
    onFatal: failure.resolve,
  })
  try {
    const server = await listen(config)
    const { port } = server.address() as AddressInfo // A TCP server that listens has one.
    const origin = config.origin ?? `http://localhost:${port}`
    let draining = false
    const dependencies: Dependencies = {
      hub,
      passwords: createPasswords(),
      keys: config.keys,
      settings: {
        origin,
        secure: config.secure,
        originIsLoopbackHttp: config.originIsLoopbackHttp,
        trustedProxies: config.trustedProxies,
      },
      log,
      clock,
      random: randomBytes,
      isDraining: () => draining,
    }
    const handle = createApp(dependencies).callback()
    answerBrokenRequests(server, dependencies)
    server.on('request', (request, response) => {
      if (draining) response.setHeader('Connection', 'close')
      void handle(request, response)
    })
    void failure.promise.then((reason) => {
      draining = true
      return endProcess(server, reason, log)
    })
    const stopPurging = purgeRegularly(hub, clock, log)
    const stopWatching = watchStorage(hub, log)
    log.info({ origin, host: config.host, port }, 'listening')
    log.flushNow()
    return {
      origin,
      async close() {
        draining = true
        stopPurging()
        stopWatching()
        await drain(server, hub, log)
        log.flushNow()
      },
    }
  } catch (error) {
    await hub.close()
    throw error
  }
}

async function listen({ host, port }: HubConfig): Promise<Server> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MILLISECONDS,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MILLISECONDS,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    // `Authorization` twice would otherwise be the first one alone. Missing and repeated hosts get an answer of ours.
    joinDuplicateHeaders: true,
    requireHostHeader: false,
    // A request without a body has none to be read, which saves a tenth of what it costs.
    optimizeEmptyRequests: true,
  })
  server.listen(port, host)
  await once(server, 'listening')
  return server
}

async function drain(server: Server, hub: HubStorage, log: Logger): Promise<void> {
  await sayFarewell(server)
  const closed = once(server, 'close')
  server.close()
  const patience = new AbortController()
  const ended = setTimeout(DRAIN_MILLISECONDS, undefined, { signal: patience.signal }).then(
    () => server.closeAllConnections(),
    () => undefined,
  )
  await closed
  patience.abort()
  await ended
  await hub.close()
  log.info('stopped')
}

/**
 * The storage answers nothing any longer: for a moment everybody hears so, then the process is gone. The storage is not
 * closed, because that writes, and what it would write cannot be trusted.
 */
async function endProcess(server: Server, reason: StorageUnavailableError, log: Log): Promise<never> {
  log.fatal({ err: reason }, 'the storage has ended all service: this process exits')
  log.flushNow()
  await sayFarewell(server)
  log.flushNow()
  process.exit(1)
}

/** Goes on answering for a moment, so that no request meets a closed socket that was on its way to an open one. */
async function sayFarewell(server: Server): Promise<void> {
  const until = performance.now() + FAREWELL_MILLISECONDS
  while (performance.now() < until && (await countConnections(server)) > 0)
    await setTimeout(FAREWELL_CHECK_MILLISECONDS)
}

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
  })
}
