import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startFurnishedHub, type FurnishedHub } from './furnished-hub.ts'
import { malformedRequest, seededRandom } from './malformed-bytes.ts'

// More by hand: MALFORMED_REQUESTS=100000. MALFORMED_SEED repeats a run.
const REQUESTS = Number(process.env['MALFORMED_REQUESTS'] ?? 3_000)
const SEED = Number(process.env['MALFORMED_SEED'] ?? Date.now() % 1_000_000_000)
const AT_ONCE = 16
const WAIT_MILLISECONDS = 20_000
const HANG_MILLISECONDS = 2_000
const MOST_GROWTH = 0.1

interface Answer {
  readonly statuses: readonly number[]
  readonly milliseconds: number
}

/** Says something, and nothing more: what is not answered by then is refused. */
async function say(origin: string, bytes: Buffer): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  const received: Buffer[] = []
  socket.on('data', (data: Buffer) => received.push(data))
  socket.on('error', () => undefined)
  const begun = performance.now()
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(WAIT_MILLISECONDS) }).catch(() => undefined)
  socket.end(bytes)
  await closed
  socket.destroy()
  const text = Buffer.concat(received).toString('latin1')
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))
  return { statuses, milliseconds: performance.now() - begun }
}

async function sayMany(origin: string, count: number, random: () => number): Promise<void> {
  let left = count
  const speakers = Array.from({ length: AT_ONCE }, async () => {
    while (left > 0) {
      left -= 1
      const bytes = malformedRequest(random)
      const { statuses, milliseconds } = await say(origin, bytes)
      const isGood = statuses.every((status) => status < 500) && milliseconds < HANG_MILLISECONDS
      expect(
        isGood,
        `${JSON.stringify({ statuses, milliseconds })} to ${JSON.stringify(bytes.toString('latin1'))}`,
      ).toBe(true)
    }
  })
  await Promise.all(speakers)
}

/** What the process holds after its garbage is gone, in bytes. */
async function memoryOf(hub: FurnishedHub): Promise<number> {
  const { lines, pid } = hub.process()
  const told = () => lines.filter((line) => line.includes('"memory"'))
  const before = told().length
  process.kill(pid, 'SIGUSR2')
  await expect.poll(() => told().length, { timeout: 10_000 }).toBeGreaterThan(before)
  // What `collect-garbage.ts` writes.
  const { memory } = JSON.parse(told().at(-1) ?? '') as { memory: NodeJS.MemoryUsage }
  return memory.rss
}

test(
  `OPS-06: ${REQUESTS} malformed requests give no 5xx and no answer later than two seconds, and memory stays flat (MALFORMED_SEED=${SEED})`,
  { timeout: 120_000 + 20 * REQUESTS },
  async ({ annotate }) => {
    const preload = fileURLToPath(new URL('collect-garbage.ts', import.meta.url))
    const hub = await startFurnishedHub({ settings: { NODE_OPTIONS: `--import=${preload}` } })
    const random = seededRandom(SEED)
    // Half of them to warm up: code is compiled, buffers are made. What leaks goes on leaking in the other half.
    const memory: number[] = []
    for (let tenth = 1; tenth <= 10; tenth += 1) {
      await sayMany(hub.origin, REQUESTS / 10, random)
      if (tenth >= 5) memory.push(await memoryOf(hub))
    }
    await annotate(memory.map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`).join(', '))
    // The allocator gives back what it likes: the least of the last three says what is needed.
    expect(Math.min(...memory.slice(-3))).toBeLessThan((memory[0] ?? 0) * (1 + MOST_GROWTH))
    expect((await hub.get('/health/ready')).status).toBe(200)
    const complaints = hub.process().lines.filter((line) => /"level":"(?:error|fatal)"/.test(line))
    expect(complaints).toEqual([])
  },
)
