import { setTimeout as delay } from 'node:timers/promises'

const ASK_AGAIN_MILLISECONDS = 50

/** Asks a server until it answers with a status of success. */
export async function untilAnswered(url: string, signal: AbortSignal): Promise<void> {
  while (!(await answers(url, signal))) await delay(ASK_AGAIN_MILLISECONDS, undefined, { signal })
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { signal, redirect: 'manual' })
    await response.body?.cancel()
    return response.status < 400
  } catch {
    signal.throwIfAborted()
    return false
  }
}

/** Where a server that listens on this address can be asked from this machine. */
export function localUrl(host: string, port: number): string {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}
