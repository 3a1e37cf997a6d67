import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** One of our programs, run as people run it. */
export interface RunningProgram {
  readonly child: ChildProcess
  readonly output: { stdout: string; stderr: string }
  /** The exit code. */
  readonly exited: Promise<number | null>
}

/** With no other environment than this. Killed when the test ends. */
export function runProgram(main: string, settings: Readonly<Record<string, string>>): RunningProgram {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  const exited = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  return { child, output, exited }
}

/** Waits until it has written that. */
export async function logged({ child, output }: RunningProgram, text: string): Promise<void> {
  while (!output.stdout.includes(text)) await once(child.stdout!, 'data')
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A listening TCP server's address is an object.
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
