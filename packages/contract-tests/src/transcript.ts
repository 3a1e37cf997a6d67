import type { Exchange } from './http/exchange.ts'
import { describeExchange, jsonOf } from './http/exchange.ts'
import type { RequestOptions, Send } from './http/send.ts'
import { queryOf } from './browser/browser.ts'
import { parseSetCookie } from './browser/cookie-jar.ts'
import { createCoverage, type Coverage } from './document/coverage.ts'
import { createResponseCheck } from './document/check-response.ts'
import { isObject } from './document/json-pointer.ts'
import type { ContractDocument } from './document/read-document.ts'

/** A response that is not what the document promises. */
export interface Violation {
  readonly operationId: string
  /** The request line without its query, the status, and what differs. */
  readonly message: string
}

/** Everything that went over the wire in a run, compared with the document as it came. */
export interface Transcript {
  readonly send: Send
  /** The same for made-up requests: nothing that they send is a secret. */
  readonly sendMadeUp: Send
  readonly exchanges: readonly Exchange[]
  readonly violations: readonly Violation[]
  /** Every code, token, secret, password, verifier and cookie that was seen: what no log and no database may hold. */
  secrets(): ReadonlySet<string>
  /** Adds one that no exchange shows. */
  keepSecret(secret: string): void
  coverage(): Coverage
}

/** Records what `send` exchanges. */
export function createTranscript(document: ContractDocument, send: Send): Transcript {
  const exchanges: Exchange[] = []
  const violations: Violation[] = []
  const secrets = new Set<string>()
  // A challenge that a test presents as its own verifier.
  const published = new Set<string>()
  const check = createResponseCheck(document)
  const coverage = createCoverage(document)

  const record = (exchange: Exchange) => {
    exchanges.push(exchange)
    const challenge = exchange.request.url.searchParams.get('code_challenge')
    if (challenge !== null) published.add(challenge)
    const verdict = check(exchange)
    coverage.observe(verdict)
    if (verdict.kind === 'exempt') return
    for (const problem of verdict.problems)
      violations.push({ operationId: verdict.operationId, message: `${describeExchange(exchange)}: ${problem}` })
  }

  return {
    send: async (options: RequestOptions) => {
      const exchange = await send(options)
      for (const secret of secretsIn(exchange)) secrets.add(secret)
      record(exchange)
      return exchange
    },
    sendMadeUp: async (options: RequestOptions) => {
      const exchange = await send(options)
      record(exchange)
      return exchange
    },
    exchanges,
    violations,
    secrets: () => new Set([...secrets].filter((secret) => !published.has(secret))),
    keepSecret: (secret) => void secrets.add(secret),
    coverage: () => coverage.report(),
  }
}

const secretParameter = /^code$|secret|password|verifier|token/i

function secretsIn(exchange: Exchange): string[] {
  const { request, headers, setCookies } = exchange
  const body = jsonOf(exchange)
  const sent = new URLSearchParams(request.body ?? '')
  const found = [
    queryOf(headers.get('location') ?? '').get('code'),
    ...setCookies.map((setCookie) => parseSetCookie(setCookie, request.url)?.value),
    ...['access_token', 'refresh_token'].map((member) => (isObject(body) ? body[member] : undefined)),
    ...[...sent].filter(([name]) => secretParameter.test(name)).map(([, value]) => value),
    ...credentialsIn(request.headers['Authorization'] ?? ''),
  ]
  return found.filter((value): value is string => typeof value === 'string' && looksSecret(value))
}

// Shorter or simpler values are guesses of the tests, and could stand anywhere by chance.
function looksSecret(value: string): boolean {
  return value.length >= 12 && new Set(value).size >= 8
}

function credentialsIn(authorization: string): string[] {
  const [scheme = '', credentials = ''] = authorization.split(' ')
  if (scheme.toLowerCase() !== 'basic') return [credentials]
  const decoded = Buffer.from(credentials, 'base64').toString()
  return [credentials, decoded.slice(decoded.indexOf(':') + 1)]
}
