import { networkOf } from './network-of.ts'

/**
 * As much of an address as is kept of it where a tenant wants little kept: 24 bits of IPv4, 48 of IPv6. Nobody is told
 * apart by it any longer.
 * @param address also one that `networkOf` has cut already
 */
export function truncateAddress(address: string): string {
  const [ipv4] = /^(?:\d{1,3}\.){3}(?=\d{1,3}$)/.exec(networkOf(address)) ?? []
  if (ipv4 !== undefined) return `${ipv4}0/24`
  return `${networkOf(address).split(':').slice(0, 3).join(':')}::/48`
}
