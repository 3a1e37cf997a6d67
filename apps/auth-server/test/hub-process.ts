import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const startMilliseconds = 30_000

/** A hub as an operator runs it: `hub serve` in a process of its own. */
export interface HubProcess {
  /** What browsers and clients know it by. */
  readonly origin: string
  /** Where it listens: the same, unless HUB_ORIGIN names what stands in front of it. */
  readonly address: string
  readonly pid: number
  /** Everything that it has written so far, line by line. */
  readonly lines: readonly string[]
  /** How it ended, whatever ended it. */
  readonly ended: Promise<HubEnd>
  /** Asks it to stop, and tells how it went. */
  stop(): Promise<HubEnd>
  /** Leaves it no time for anything. */
  kill(): Promise<void>
}

export interface HubEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** Starts a hub and waits until it says that it listens. */
export async function startHubProcess(environment: Readonly<Record<string, string>>): Promise<HubProcess> {
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line))
  const exited = once(child, 'exit')
  const ended = exited.then(() => ({ code: child.exitCode, signal: child.signalCode }))
  // Whatever ends the tests ends the hub.
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  child.once('exit', () => process.off('exit', killAtExit))
  try {
    const { origin, port } = await listening(child, lines)
    return {
      origin,
      address: `http://localhost:${port}`,
      // It has started.
      pid: child.pid ?? 0,
      lines,
      ended,
      stop() {
        child.kill('SIGTERM')
        return ended
      },
      async kill() {
        child.kill('SIGKILL')
        await exited
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

async function listening(child: ChildProcess, lines: readonly string[]): Promise<Listening> {
  const signal = AbortSignal.timeout(startMilliseconds)
  const found = () => lines.map(listeningIn).find((told) => told !== undefined)
  for (let told = found(); ; told = found()) {
    if (told !== undefined) return told
    if (child.exitCode !== null || signal.aborted) throw new Error(`The hub did not start:\n${lines.join('\n')}`)
    // Every chunk of output, and the end of it, is an occasion to look again.
    const occasions = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'data', { signal }))
    await Promise.race([...occasions, once(child, 'exit', { signal })]).catch(() => undefined)
    await new Promise(setImmediate)
  }
}

interface Listening {
  readonly origin: string
  readonly port: number
}

function listeningIn(line: string): Listening | undefined {
  if (!line.includes('"listening"')) return undefined
  // The line that `serve` writes when it listens.
  const { origin, port } = JSON.parse(line) as Listening
  return { origin, port }
}
