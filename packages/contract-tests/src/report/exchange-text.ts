import type { MaskedExchange } from './run-report.ts'

/** An exchange as it stands on the wire, the request before the answer. */
export function exchangeText(exchange: MaskedExchange): string {
  const { method, url, requestHeaders, requestBody, status, responseHeaders, responseBody } = exchange
  const request = messageText(`${method} ${url}`, requestHeaders, requestBody ?? '')
  return `${request}\n\n${messageText(`→ ${status}`, responseHeaders, responseBody)}`
}

type Headers = MaskedExchange['requestHeaders']

function messageText(line: string, headers: Headers, body: string): string {
  const head = [line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')
  return body === '' ? head : `${head}\n\n${body}`
}
