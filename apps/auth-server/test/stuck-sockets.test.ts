import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { onTestFinished, test, expect } from 'vitest'
import { startFurnishedHub } from './furnished-hub.ts'
import { expectUndisturbed, startSteadyClient } from './steady-client.ts'

// More by hand: STUCK_SOCKETS=1000
const SOCKETS = Number(process.env['STUCK_SOCKETS'] ?? 300)
const HEADER_SECONDS = 15
const BODY_SECONDS = 35
const DRIP_MILLISECONDS = 500

const HEAD = 'POST /acme/oauth2/v1/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'
const WAYS = ['', 'PO', HEAD, `${HEAD}Content-Length: 1000\r\n\r\ngrant_type=`]

const isInBody = (index: number): boolean => index % WAYS.length === WAYS.length - 1

/** Says the beginning of a request, and then a byte now and then that leads nowhere. */
async function getStuck(origin: string, way: number): Promise<Socket> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.on('error', () => undefined)
  // Its end is noticed by reading on.
  socket.resume()
  await once(socket, 'connect')
  const beginning = WAYS[way % WAYS.length] ?? ''
  socket.write(beginning)
  const drip = setInterval(() => socket.writable && beginning.startsWith(HEAD) && socket.write('a'), DRIP_MILLISECONDS)
  socket.once('close', () => clearInterval(drip))
  return socket
}

test(
  `OPS-07: ${SOCKETS} connections that are stuck in a request leave others fast, and are let go of`,
  { timeout: 90_000 },
  async () => {
    const hub = await startFurnishedHub()
    const client = await startSteadyClient(hub)
    const stuck: Socket[] = []
    onTestFinished(() => stuck.forEach((socket) => socket.destroy()))
    await expectUndisturbed(client, async () => {
      while (stuck.length < SOCKETS) stuck.push(await getStuck(hub.origin, stuck.length))
      return client.measure()
    })
    const begun = performance.now()
    const secondsToClose = async (from: readonly Socket[]): Promise<number> => {
      await Promise.all(from.filter(({ destroyed }) => !destroyed).map((socket) => once(socket, 'close')))
      return (performance.now() - begun) / 1000
    }
    const inHeaders = secondsToClose(stuck.filter((_, index) => !isInBody(index)))
    const inBody = secondsToClose(stuck.filter((_, index) => isInBody(index)))
    expect(await inHeaders).toBeLessThan(HEADER_SECONDS + 1)
    expect(await inBody).toBeLessThan(BODY_SECONDS)
    expect((await hub.get('/health/ready')).status).toBe(200)
  },
)
