import { hashValue } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { readThrottleFilter } from './throttles.ts'

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:0:1::9', '2001:db8:0:1::/64'],
  ['2001:DB8:0000:0001:0:0:0:9', '2001:db8:0:1::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('the address %s is counted as %s', (address, network) => {
  expect(readThrottleFilter({ address })).toEqual({ ok: true, value: { keyHash: hashValue(network) } })
})

test.each(['', 'localhost', '203.0.113', '203.0.113.9/24', '2001:db8::g'])('%j is no address', (address) => {
  expect(readThrottleFilter({ address })).toMatchObject({ ok: false, reason: 'invalid' })
})
