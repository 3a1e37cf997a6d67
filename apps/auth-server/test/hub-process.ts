import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const startMilliseconds = 30_000

/** A hub as an operator runs it: `hub serve` in a process of its own. */
export interface HubProcess {
  /** Where it says that it listens. */
  readonly origin: string
  /** Everything that it has written so far, line by line. */
  readonly lines: readonly string[]
  /** Asks it to stop, and tells how it went. */
  stop(): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** Leaves it no time for anything. */
  kill(): Promise<void>
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
  // Whatever ends the tests ends the hub.
  process.once('exit', () => child.kill('SIGKILL'))
  try {
    const origin = await listening(child, lines)
    return {
      origin,
      lines,
      async stop() {
        child.kill('SIGTERM')
        await exited
        return { code: child.exitCode, signal: child.signalCode }
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

async function listening(child: ChildProcess, lines: readonly string[]): Promise<string> {
  const signal = AbortSignal.timeout(startMilliseconds)
  const found = () => lines.map(originIn).find((origin) => origin !== undefined)
  while (found() === undefined) {
    if (child.exitCode !== null || signal.aborted) throw new Error(`The hub did not start:\n${lines.join('\n')}`)
    // Every chunk of output, and the end of it, is an occasion to look again.
    const occasions = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'data', { signal }))
    await Promise.race([...occasions, once(child, 'exit', { signal })]).catch(() => undefined)
    await new Promise(setImmediate)
  }
  return found() ?? ''
}

function originIn(line: string): string | undefined {
  const [, origin] = /"origin":"([^"]+)".*"listening"/.exec(line) ?? []
  return origin
}
