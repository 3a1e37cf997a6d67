import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { applyFaults, type Fault } from './faults/fault.ts'
import { answerSwitches, type Switches } from './http/answer-switches.ts'
import { createApp } from './http/app.ts'
import { slugOf } from './http/not-found.ts'
import type { World } from './http/visit.ts'
import { correctRules, type Rules } from './rules/rules.ts'
import { newValue, type State } from './state/tenant.ts'

const BROKEN_REQUESTS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

export interface MisbehavingServer extends AsyncDisposable {
  readonly origin: string
  /** The faults of every tenant, or of one. */
  switchFaults(faults: readonly Fault[], tenant?: string): void
  faultsOf(tenant?: string): readonly Fault[]
  rulesOf(tenant: string): Rules
  /** Stops and starts again, at the same address and with the same state. */
  restart(): Promise<void>
  /** The same, without a word to those who are connected. */
  crash(): Promise<void>
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Listens on 127.0.0.1. The state outlives every restart. */
export async function listen(
  state: State,
  {
    port = 0,
    hostname = 'localhost',
    faults = [],
  }: { port?: number; hostname?: string; faults?: readonly Fault[] } = {},
): Promise<MisbehavingServer> {
  let origin = ''
  const world: World = { state, formKey: newValue(), origin: () => origin }
  const switched = new Map<string, readonly Fault[]>([['', faults]])
  const switches: Switches = {
    read: (tenant) => switched.get(tenant) ?? [],
    write: (tenant, next) => void switched.set(tenant, next),
    isTenant: (slug) => state.has(slug),
  }
  const apps = new Map<string, { readonly rules: Rules; readonly handle: Handle }>()

  const faultsOf = (tenant = '') => [...new Set([...(switched.get('') ?? []), ...(switched.get(tenant) ?? [])])]
  const appOf = (tenant: string) => {
    const active = faultsOf(tenant)
    const key = active.map(({ name }) => name).join(' ')
    let app = apps.get(key)
    if (app === undefined) {
      const rules = applyFaults(correctRules, active)
      app = { rules, handle: createApp(world, rules, active).callback() }
      apps.set(key, app)
    }
    return app
  }

  let server = await start(port)
  // A TCP server that listens has an address object.
  const { port: taken } = server.address() as AddressInfo
  origin = `http://${hostname}:${taken}`

  async function start(at: number): Promise<Server> {
    const { rules } = appOf('')
    const starting = createServer(rules.listening)
    starting.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
      return socket.end(appOf('').rules.answerToBrokenRequest(BROKEN_REQUESTS[error.code ?? ''] ?? '400 Bad Request'))
    })
    starting.on('request', (request, response) => {
      void answer(request, response)
    })
    starting.listen(at, '127.0.0.1')
    await once(starting, 'listening')
    return starting
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await answerSwitches(request, response, switches)) return
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    await appOf(slugOf(path)).handle(request, response)
  }

  async function stop(): Promise<void> {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  async function startAgain(): Promise<void> {
    server = await start(taken)
    // Clients learn that their sockets are gone before they use them again.
    for (let turns = 0; turns < 5; turns += 1) await turn()
  }

  return {
    origin,
    faultsOf,
    rulesOf: (tenant) => appOf(tenant).rules,
    switchFaults: (next, tenant = '') => switches.write(tenant, next),
    async restart() {
      await stop()
      for (const tenant of state.values()) appOf(tenant.slug).rules.onRestart(tenant)
      await startAgain()
    },
    async crash() {
      await stop()
      for (const tenant of state.values()) appOf(tenant.slug).rules.onCrash(tenant)
      await startAgain()
    },
    [Symbol.asyncDispose]: stop,
  }
}
