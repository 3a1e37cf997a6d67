import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/**
 * Starts a server of this package in a process of its own, which ends when this one ends.
 * @param script such as `oidc-provider/main.ts`
 * @returns its origin
 */
export async function startServer(script: string, ...args: readonly string[]): Promise<string> {
  const child = fork(join(import.meta.dirname, script), args, { silent: true })
  let said = ''
  // What they say later, such as of requests that were cut off, is read and dropped.
  child.stdout?.resume()
  child.stderr?.on('data', (data: Buffer) => (said = `${said}${data.toString()}`.slice(-2000)))
  const silent = new AbortController()
  child.once('exit', (code) => silent.abort(new Error(`${script} ended with ${code} before it listened: ${said}`)))
  const [origin]: unknown[] = await once(child, 'message', {
    signal: AbortSignal.any([silent.signal, AbortSignal.timeout(20_000)]),
  })
  // It goes on, and keeps nobody waiting.
  child.unref()
  for (const held of [child.channel, child.stdout, child.stderr])
    if (held && 'unref' in held && typeof held.unref === 'function') held.unref()
  return String(origin)
}
