import { expect, test } from 'vitest'
import { networkOf } from './network-of.ts'
import { truncateAddress } from './truncate-address.ts'

test.each([
  ['192.0.2.7', '192.0.2.0/24'],
  ['192.0.2.255', '192.0.2.0/24'],
  ['::ffff:192.0.2.7', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8::6', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
])('of %s no more than %s is kept', (address, kept) => {
  expect(truncateAddress(address)).toBe(kept)
  expect(truncateAddress(networkOf(address))).toBe(kept)
})
