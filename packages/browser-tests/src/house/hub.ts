import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from './environment.ts'
import { freePort } from './free-port.ts'
import { startProgram, type Program } from './program.ts'

const main = fileURLToPath(new URL('../../../../apps/auth-server/src/main.ts', import.meta.url))

/** A hub as another process sees it: plain data, so that test files can be handed it. */
export interface Hub {
  readonly pid: number
  readonly origin: string
  readonly environment: Readonly<Record<string, string>>
}

/** @param folder where its log goes */
export async function startHub(
  folder: string,
  databaseUrl: string,
): Promise<{ readonly hub: Hub; readonly program: Program }> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const environment = {
    ...plainEnvironment(),
    HUB_PORT: String(port),
    HUB_ORIGIN: origin,
    HUB_DATABASE_URL: databaseUrl,
    HUB_KEYS: `test:${randomBytes(32).toString('base64url')}`,
  }
  const program = await startProgram({
    main,
    args: ['serve'],
    environment,
    logFile: join(folder, 'hub.log'),
    readyUrl: `${origin}/health/ready`,
  })
  return { hub: { pid: program.pid, origin, environment }, program }
}

/**
 * Runs one command of the hub's command line beside the running hub.
 * @param input what it reads from its standard input, such as a password
 * @returns what it printed with --json
 */
export async function administer(hub: Hub, args: readonly string[], input = ''): Promise<unknown> {
  const child = spawn(process.execPath, [main, ...args, '--json'], { env: hub.environment })
  child.stdin.end(input)
  const [[exitCode], printed, complaints] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ])
  if (exitCode !== 0) throw new Error(`hub ${args.join(' ')}: exit ${String(exitCode)}\n${complaints}`)
  return printed.trim() === '' ? null : JSON.parse(printed)
}
