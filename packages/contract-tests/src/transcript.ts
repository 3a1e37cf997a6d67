import type { Exchange } from './http/exchange.ts'
import { describeExchange, jsonOf } from './http/exchange.ts'
import type { RequestOptions, Send } from './http/send.ts'
import { queryOf } from './browser/browser.ts'
import { parseSetCookie } from './browser/cookie-jar.ts'
import { createCoverage, type Coverage } from './document/coverage.ts'
import { createResponseCheck } from './document/check-response.ts'
import { isObject } from './document/json-pointer.ts'
import type { ContractDocument } from './document/read-document.ts'
import { recordExchange } from './run/recording.ts'
import type { Places } from './server/places.ts'

/** A response that is not what the document promises. */
export interface Violation {
  readonly operationId: string
  /** The request line without its query, the status, and what differs. */
  readonly message: string
  readonly exchange: Exchange
}

/** Secrets to look words up in. */
export interface KnownSecrets {
  has(word: string): boolean
  /** Those that are more than one word, such as passwords that people made. */
  irregular(): Iterable<string>
}

/** Everything that went over the wire in a run, compared with the document as it came. */
export interface Transcript {
  readonly send: Send
  /** The same for made-up requests: nothing that they send is a secret. */
  readonly sendMadeUp: Send
  /** Sends without keeping anything. */
  readonly sendUnseen: Send
  readonly exchanges: readonly Exchange[]
  readonly violations: readonly Violation[]
  /** Every code, token, secret, password, verifier and cookie that was seen: what no log and no database may hold. */
  secrets(): ReadonlySet<string>
  /** The same without a copy, for a mask. */
  readonly knownSecrets: KnownSecrets
  /** Adds one that no exchange shows. */
  keepSecret(secret: string): void
  coverage(): Coverage
}

/** Records what `send` exchanges. */
export function createTranscript(
  document: ContractDocument,
  send: Send,
  places?: Pick<Places, 'documentPath'>,
): Transcript {
  const exchanges: Exchange[] = []
  const violations: Violation[] = []
  const secrets = new Set<string>()
  const irregular = new Set<string>()
  const keep = (secret: string) => {
    secrets.add(secret)
    if (/[^\w.~+/=%-]/.test(secret)) irregular.add(secret)
  }
  // A challenge that a test presents as its own verifier.
  const published = new Set<string>()
  const check = createResponseCheck(document, places)
  const coverage = createCoverage(document)

  const record = (exchange: Exchange) => {
    exchanges.push(exchange)
    recordExchange(exchange)
    const challenge = exchange.request.url.searchParams.get('code_challenge')
    if (challenge !== null) published.add(challenge)
    const verdict = check(exchange)
    coverage.observe(verdict)
    if (verdict.kind === 'exempt') return
    for (const problem of verdict.problems)
      violations.push({
        operationId: verdict.operationId,
        message: `${describeExchange(exchange)}: ${problem}`,
        exchange,
      })
  }

  return {
    send: async (options: RequestOptions) => {
      const exchange = await send(options)
      for (const secret of secretsIn(exchange)) keep(secret)
      record(exchange)
      return exchange
    },
    sendMadeUp: async (options: RequestOptions) => {
      const exchange = await send(options)
      record(exchange)
      return exchange
    },
    sendUnseen: send,
    exchanges,
    violations,
    secrets: () => new Set([...secrets].filter((secret) => !published.has(secret))),
    knownSecrets: {
      has: (word) => secrets.has(word) && !published.has(word),
      irregular: () => irregular,
    },
    keepSecret: keep,
    coverage: () => coverage.report(),
  }
}

const secretParameter = /^code$|secret|password|verifier|token(?!_type)/i

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
