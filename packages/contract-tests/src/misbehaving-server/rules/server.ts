import type { ServerOptions } from 'node:http'
import type { Tenant } from '../state/tenant.ts'

export const serverRules = {
  /** Of the server that listens; it takes effect when it starts. */
  listening: {
    maxHeaderSize: 32_768,
    headersTimeout: 14_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 65_000,
  } satisfies ServerOptions as ServerOptions,

  /** What a server forgets over a restart: nothing. */
  onRestart(_tenant: Tenant): void {},

  /** What a server forgets when it is killed: nothing that it has acknowledged. */
  onCrash(_tenant: Tenant): void {},

  /** Requests that cannot be read as HTTP. RFC 9112 */
  answerToBrokenRequest(status: string): string {
    const headers = ['X-Content-Type-Options: nosniff', 'Content-Length: 0', 'Connection: close']
    return [`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n')
  },
}
