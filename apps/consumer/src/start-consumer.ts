import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { createHubClient } from '@identity-hub/client'
import type { Logger } from 'pino'
import { sealingKey, describeError, createCookies } from '@identity-hub/web-app'
import { createApp } from './app.ts'
import { openStorage } from './database/storage.ts'
import type { Dependencies } from './dependencies.ts'
import type { Configuration } from './environment.ts'
import { hubPresence } from './hub/hub-presence.ts'
import { runJob } from './job/run-job.ts'
import { schedule } from './job/schedule.ts'

export interface RunningConsumer {
  /** Answers what has begun, saves what is under way, closes the database. */
  stop(): Promise<void>
}

const lingerMilliseconds = 5_000

/** Puts everything together and listens. The hub may come later. */
export async function startConsumer(configuration: Configuration, log: Logger): Promise<RunningConsumer> {
  const { issuer, clientId, clientSecret, origin, scope, databasePath, jobSeconds } = configuration
  const clock = Date.now
  const key = configuration.key ?? sealingKey(join(dirname(databasePath), 'consumer.key'))
  const storage = openStorage({ path: databasePath, key, issuer, clientId, clock })
  const hub = createHubClient({
    issuer,
    clientId,
    authentication: clientSecret === undefined ? { method: 'none' } : { method: 'client_secret_basic', clientSecret },
    redirectUri: `${origin}/callback`,
    ...(scope !== undefined && { scope }),
    store: storage.grants.store,
    clock,
  })
  const presence = hubPresence(hub, clock)
  const cookies = createCookies({ isSecure: origin.startsWith('https:') })
  const dependencies: Dependencies = { hub, presence, storage, cookies, jobSeconds, clock, log }

  const answer = createApp(dependencies).callback()
  const server = createServer((request, response) => void answer(request, response))
  try {
    await listen(server, configuration)
  } catch (error) {
    storage.close()
    throw error
  }
  const job = schedule((signal) => runJob(dependencies, signal), {
    everySeconds: jobSeconds,
    onError: (error) => log.error({ error: describeError(error) }, 'job failed'),
  })

  return {
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      setTimeout(() => server.closeAllConnections(), lingerMilliseconds).unref()
      await Promise.all([closed, job.stop()])
      await hub.settled()
      storage.close()
    },
  }
}

async function listen(server: ReturnType<typeof createServer>, { host, port }: Configuration): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, resolve)
  await promise
  server.off('error', reject)
}
