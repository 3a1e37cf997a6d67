import { isIP } from 'node:net'
import { quoted } from '@identity-hub/core'
import { valueOf, type Environment } from './variables.ts'

/** Addresses and CIDR ranges whose `X-Forwarded-For` is believed; a range of all addresses would believe everybody. */
export function readTrustedProxies(environment: Environment, problems: string[]): readonly string[] {
  const value = valueOf(environment, 'HUB_TRUSTED_PROXIES')
  if (value === null) return Object.freeze([])
  const entries = value.split(',').map((entry) => entry.trim())
  for (const entry of entries.filter((candidate) => !isAddressOrRange(candidate)))
    problems.push(
      `HUB_TRUSTED_PROXIES holds ${quoted(entry)}; write addresses and CIDR ranges separated by commas, such as 10.0.0.5,10.1.0.0/16`,
    )
  return Object.freeze(entries)
}

function isAddressOrRange(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/')
  const version = address.includes('%') ? 0 : isIP(address)
  if (version === 0 || rest.length > 0) return false
  if (prefix === undefined) return true
  return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)
}
