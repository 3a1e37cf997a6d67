import { Agent, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** 0: the request was lost on a connection that had been made. */
export interface BalancedAnswer {
  readonly status: number
  readonly body: string
}

export interface BalancedRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * Spreads requests over several hubs as a load balancer does: keeps connections, asks each hub now and then whether it is
 * ready, and takes the next one where no connection can be made. A request that was sent is never sent again.
 */
export interface Balancer {
  send(sent: BalancedRequest): Promise<BalancedAnswer>
  close(): Promise<void>
}

const ASK_MILLISECONDS = 100

interface Upstream {
  readonly address: URL
  readonly agent: Agent
  isReady: boolean
}

export function startBalancer(addresses: readonly string[]): Balancer {
  const upstreams = addresses.map((address): Upstream => {
    return { address: new URL(address), agent: new Agent({ keepAlive: true }), isReady: true }
  })
  const over = new AbortController()
  const asking = Promise.all(upstreams.map((upstream) => watch(upstream, over.signal)))
  let turn = 0

  return {
    async send(sent) {
      turn += 1
      const inTurn = upstreams.map((_, index) => upstreams[(turn + index) % upstreams.length]).filter((one) => !!one)
      const ready = inTurn.filter(({ isReady }) => isReady)
      for (const upstream of [...ready, ...inTurn.filter((one) => !ready.includes(one))]) {
        const answer = await sendTo(upstream, sent)
        if (answer !== 'not-connected') return answer
        upstream.isReady = false
      }
      return { status: 0, body: 'no hub is there' }
    },
    async close() {
      over.abort()
      await asking
      for (const { agent } of upstreams) agent.destroy()
    },
  }
}

async function watch(upstream: Upstream, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const answer = await sendTo(upstream, { method: 'GET', path: '/health/ready' })
    upstream.isReady = answer !== 'not-connected' && answer.status === 200
    await delay(ASK_MILLISECONDS, undefined, { signal: over }).catch(() => undefined)
  }
}

function sendTo(
  { address, agent }: Upstream,
  { method, path, headers = {}, body }: BalancedRequest,
): Promise<BalancedAnswer | 'not-connected'> {
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
    const { hostname, port } = address
    const sending = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', (error) => resolve({ status: 0, body: error.message }))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
    })
    sending.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'not-connected' : { status: 0, body: error.message }),
    )
    sending.end(body)
  })
}
