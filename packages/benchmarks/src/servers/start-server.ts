import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ask } from '../load/connection.ts'
import { getRequest } from '../load/request.ts'
import { freePort } from './free-port.ts'
import { onCores } from './pinning.ts'
import { writtenBytes } from './written-bytes.ts'
import type { ProbeAnswer, ProbeQuestion, Usage } from './probe-messages.ts'

const PROBE = join(import.meta.dirname, 'probe.ts')
// As `pnpm hub` has it: without it every server would hold the compiler of TypeScript, 40 MB, for the probe's sake.
const COMPILE_CACHE = join(import.meta.dirname, '../../../../node_modules/.cache/node-compile-cache')
const READY_PATIENCE_MILLISECONDS = 30_000
const ASK_AGAIN_MILLISECONDS = 4
const STOP_PATIENCE_MILLISECONDS = 20_000

export interface ServerOptions {
  readonly script: string
  readonly args: (port: number) => readonly string[]
  readonly nodeOptions?: readonly string[]
  readonly environment: (port: number) => Readonly<Record<string, string>>
  /** Answers 200 as soon as the server serves. */
  readonly readyPath: string
  /** Where its output goes: `stdout.log` and `stderr.log`. */
  readonly folder: string
  /** null: wherever the system likes. */
  readonly cores: readonly number[] | null
}

export interface ServerUsage extends Usage {
  /** Sent on to the disk, without the log; null where the system does not count it. */
  readonly writtenBytes: number | null
}

export interface RunningServer {
  readonly port: number
  readonly pid: number
  /** From spawn to the first 200. */
  readonly coldStartMilliseconds: number
  usage(): Promise<ServerUsage>
  /** Samples the stacks of the process until `writeProfile`. */
  startProfile(): Promise<void>
  writeProfile(file: string): Promise<void>
  /** Ends it as an operator would. */
  stop(): Promise<void>
}

/** A server in a process of its own, which is ready to serve. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawnServer(options, port)
  try {
    await untilReady(child, port, options)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  const coldStartMilliseconds = performance.now() - startedAt
  const { pid } = child
  if (pid === undefined) throw new Error('the server has no process')
  return {
    port,
    pid,
    coldStartMilliseconds,
    usage: async () => {
      const usage = await askProbe(child, { kind: 'usage' })
      const written = writtenBytes(pid)
      const logged = statSync(join(options.folder, 'stdout.log')).size
      return { ...usage, writtenBytes: written === null ? null : written - logged }
    },
    startProfile: async () => void (await askProbe(child, { kind: 'start-profile' })),
    writeProfile: async (file) => void (await askProbe(child, { kind: 'write-profile', file })),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MILLISECONDS)
      child.kill('SIGTERM')
      await exited
      clearTimeout(impatience)
    },
  }
}

/** One question at a time. */
async function askProbe(child: ChildProcess, question: ProbeQuestion): Promise<ProbeAnswer> {
  const answered = once(child, 'message')
  child.send(question)
  const [answer] = (await answered) as [ProbeAnswer] // The probe sends nothing else.
  return answer
}

function spawnServer(options: ServerOptions, port: number): ChildProcess {
  const [command, args] = onCores(options.cores, process.execPath, [
    `--import=${PROBE}`,
    ...(options.nodeOptions ?? []),
    options.script,
    ...options.args(port),
  ])
  // Logs are written to a file, as most operators have it, and count as the server's work.
  const out = openSync(join(options.folder, 'stdout.log'), 'a')
  const err = openSync(join(options.folder, 'stderr.log'), 'a')
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env
  const common = { PATH, HOME, ...(TMPDIR === '' ? {} : { TMPDIR }), NODE_COMPILE_CACHE: COMPILE_CACHE }
  const child = spawn(command, args, {
    stdio: ['ignore', out, err, 'ipc'],
    env: { ...common, NODE_ENV: 'production', ...options.environment(port) },
  })
  closeSync(out)
  closeSync(err)
  return child
}

async function untilReady(child: ChildProcess, port: number, { readyPath, folder }: ServerOptions): Promise<void> {
  const request = getRequest(readyPath)
  const givesUpAt = performance.now() + READY_PATIENCE_MILLISECONDS
  let last = 'nothing listens'
  while (performance.now() < givesUpAt) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended: ${readFileSync(join(folder, 'stderr.log'), 'utf8').trim().slice(-2000)}`)
    try {
      const { status } = await ask(port, request)
      if (status === 200) return
      last = `it answers ${status}`
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    await delay(ASK_AGAIN_MILLISECONDS)
  }
  throw new Error(`the server is not ready after ${READY_PATIENCE_MILLISECONDS / 1000} s: ${last}`)
}
