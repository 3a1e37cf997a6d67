import { connect } from 'node:net'
import { isFramed, type RequestParts, written } from './request-parts.ts'

/** What came back of several requests on one connection. */
export interface Conversation {
  readonly statuses: readonly number[]
  readonly milliseconds: number
  /** Before all were answered, and without saying so. */
  readonly hungUp: boolean
  /** Why it is a fault of the server; undefined: it is none. */
  readonly fault?: string
}

/** Says all of them at once and listens until each is answered. The last one may be of a kind that never ends. */
export function converse(
  port: number,
  requests: readonly RequestParts[],
  patienceMilliseconds: number,
): Promise<Conversation> {
  const wanted = requests.filter(isFramed).length
  return new Promise((resolve) => {
    const begun = performance.now()
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    let text = ''
    const settle = (fault?: string, hungUp = false): void => {
      clearTimeout(timer)
      socket.removeAllListeners().on('error', () => undefined)
      socket.destroy()
      const statuses = statusesOf(text)
      const broken = statuses.find((status) => status >= 500)
      const why = broken === undefined ? fault : `it answered ${broken}`
      resolve({ statuses, hungUp, milliseconds: performance.now() - begun, ...(why !== undefined && { fault: why }) })
    }
    const timer = setTimeout(() => settle(`no answer within ${patienceMilliseconds} ms`), patienceMilliseconds)
    socket.on('data', (data) => {
      text += data.toString('latin1')
      if (statusesOf(text).length < wanted) return
      // Whoever waits for the rest of a request learns that there is none.
      if (wanted < requests.length) socket.end()
      else settle()
    })
    socket.on('close', () => settle(undefined, !isComplete(text, wanted)))
    socket.on('end', () => socket.end())
    socket.on('error', () => undefined)
    socket.write(Buffer.from(requests.map(written).join(''), 'latin1'))
    if (wanted === 0) socket.end()
  })
}

/** An answer may follow the body of the one before without a line's end; no body here has such a line itself. */
function statusesOf(text: string): number[] {
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
  return statuses.filter((status) => status >= 200)
}

/** All are answered, or the last answer says that there will be no more. */
function isComplete(text: string, wanted: number): boolean {
  return statusesOf(text).length >= wanted || /^Connection: close\r?$/im.test(text.slice(text.lastIndexOf('HTTP/1.1 ')))
}
