import { isLoopbackHost, quoted } from '@identity-hub/core'
import { parsePort } from './listen-address.ts'
import { valueOf, type Environment } from './variables.ts'

export interface PublicOrigin {
  readonly origin: string
  readonly isLoopbackHttp: boolean
}

/** The origin that browsers and clients see; every issuer begins with it, so there is one way only to write it. */
export function readOrigin(environment: Environment, problems: string[]): PublicOrigin {
  const allowHttp = readAllowHttp(environment, problems)
  const given = valueOf(environment, 'HUB_ORIGIN')
  if (given === null) {
    const port = parsePort(valueOf(environment, 'HUB_PORT') ?? '4000') ?? 4000
    return { origin: new URL(`http://localhost:${port}`).origin, isLoopbackHttp: true }
  }
  const url = URL.parse(given)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '')
    problems.push(`HUB_ORIGIN is ${quoted(given)}; write an origin such as https://id.example.com`)
  else if (url.origin !== given)
    problems.push(`HUB_ORIGIN is ${quoted(given)}; write the origin alone, as browsers write it: ${url.origin}`)
  else if (url.protocol === 'http:' && !isLoopbackHost(url.hostname) && !allowHttp)
    problems.push(
      `HUB_ORIGIN is ${quoted(given)}, where anybody on the way can read passwords; write https://${url.host}, or set HUB_ALLOW_HTTP=1 if nobody can be on the way`,
    )
  return {
    origin: given,
    isLoopbackHttp: url !== null && url.protocol === 'http:' && isLoopbackHost(url.hostname),
  }
}

function readAllowHttp(environment: Environment, problems: string[]): boolean {
  const value = valueOf(environment, 'HUB_ALLOW_HTTP') ?? '0'
  if (value !== '0' && value !== '1') problems.push(`HUB_ALLOW_HTTP is ${quoted(value)}; write 1 to allow it, or 0`)
  return value === '1'
}
