import { randomBytes } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { DEVICE_COOKIE_SECONDS, issueDeviceCookie, readDeviceCookie } from './device-cookie.ts'

const key = { id: 'k', key: randomBytes(32) }
const keys = { current: key, all: [key] }
const person = { id: 'account', epoch: 3 }
const now = 1_790_000_000_000
const moment = { now, random: randomBytes }
const cookie = issueDeviceCookie(keys, 'tenant', person, null, moment)
const read = (presented: string | null, who = person, tenantId = 'tenant', at = now) =>
  readDeviceCookie(keys, tenantId, who, presented, at)

test('names the browser for the account that signed in there', () => {
  expect(read(cookie)).toMatch(/^[A-Za-z0-9_-]{22}$/)
})

test('keeps its name when the person signs in again, so that names cannot be collected', () => {
  const name = read(cookie)
  expect(read(issueDeviceCookie(keys, 'tenant', person, name, moment))).toBe(name)
  expect(read(issueDeviceCookie(keys, 'tenant', person, null, moment))).not.toBe(name)
})

test.each([
  ['another account', cookie, { id: 'other', epoch: 3 }, 'tenant', now],
  ['the account after a reset or a block', cookie, { id: 'account', epoch: 4 }, 'tenant', now],
  ['another tenant', cookie, person, 'other', now],
  ['a cookie that has run out', cookie, person, 'tenant', now + DEVICE_COOKIE_SECONDS * 1000],
  ['a changed cookie', `${cookie.slice(0, -2)}AA`, person, 'tenant', now],
  ['anything else', 'x'.repeat(40), person, 'tenant', now],
  ['no cookie', null, person, 'tenant', now],
])('says nothing for %s', (_case, presented, who, tenantId, at) => {
  expect(read(presented, who, tenantId, at)).toBeNull()
})
