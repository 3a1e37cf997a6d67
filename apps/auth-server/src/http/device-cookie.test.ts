import { randomBytes } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { issueDeviceCookie, readDeviceCookie } from './device-cookie.ts'

const key = { id: 'k', key: randomBytes(32) }
const keys = { current: key, all: [key] }
const cookie = issueDeviceCookie(keys, 'tenant', 'account', randomBytes)

test('names the browser for the account that signed in there', () => {
  expect(readDeviceCookie(keys, 'tenant', 'account', cookie)).not.toBeNull()
})

test('says nothing for another account, another tenant, a changed cookie or none', () => {
  expect(readDeviceCookie(keys, 'tenant', 'other', cookie)).toBeNull()
  expect(readDeviceCookie(keys, 'other', 'account', cookie)).toBeNull()
  expect(readDeviceCookie(keys, 'tenant', 'account', `${cookie.slice(0, -2)}AA`)).toBeNull()
  expect(readDeviceCookie(keys, 'tenant', 'account', 'x'.repeat(40))).toBeNull()
  expect(readDeviceCookie(keys, 'tenant', 'account', null)).toBeNull()
})

test('two browsers of one account are counted apart', () => {
  const other = issueDeviceCookie(keys, 'tenant', 'account', randomBytes)
  expect(readDeviceCookie(keys, 'tenant', 'account', other)).not.toBe(
    readDeviceCookie(keys, 'tenant', 'account', cookie),
  )
})
