import { isIP } from 'node:net'
import { quoted } from '@identity-hub/core'
import { valueOf, type Environment } from './variables.ts'

const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i

export function readHost(environment: Environment, problems: string[]): string {
  const host = valueOf(environment, 'HUB_HOST') ?? '127.0.0.1'
  const numeric = /^[\d.]+$/.test(host)
  if (isIP(host) === 0 && (numeric || host.length > 253 || !NAME.test(host)))
    problems.push(
      `HUB_HOST is ${quoted(host)}; write an address or a name without scheme, port or brackets, such as 127.0.0.1 or 0.0.0.0`,
    )
  return host
}

export function readPort(environment: Environment, problems: string[]): number {
  const value = valueOf(environment, 'HUB_PORT') ?? '4000'
  const port = parsePort(value)
  if (port === null) problems.push(`HUB_PORT is ${quoted(value)}; write a number from 0 to 65535`)
  return port ?? 4000
}

/** Digits alone, up to 65535; null: not a port. */
export function parsePort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? port : null
}
