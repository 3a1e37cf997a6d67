import { randomBytes } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from './cursor.ts'

const key = (id: string) => ({ id, key: randomBytes(32) })
const [old, current] = [key('old'), key('current')]
const keys = { current, all: [current, old] }
const list = { tenantId: 'acme', operationId: 'listUsers', filters: { search: 'ad', status: 'active' } }
const position = ['ada lovelace \u{1f600}', '01kb3m7qg8x0v4c2t9rj5hzd6e']

test('a cursor leads to the place that it was made for, whatever the order of the filters', () => {
  const cursor = encodeCursor(keys, list, position)
  expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/)
  expect(decodeCursor(keys, list, cursor)).toEqual(position)
  expect(decodeCursor(keys, { ...list, filters: { status: 'active', search: 'ad' } }, cursor)).toEqual(position)
})

test('a cursor says nothing in another list, or in another tenant', () => {
  const cursor = encodeCursor(keys, list, position)
  for (const other of [{ tenantId: 'beta' }, { operationId: 'listClients' }, { filters: { search: 'ad' } }])
    expect(decodeCursor(keys, { ...list, ...other }, cursor)).toBe(null)
})

test('a cursor that was made up or changed says nothing', () => {
  const bytes = Buffer.from(encodeCursor(keys, list, position), 'base64url')
  const changed = Array.from(bytes, (byte, index) => bytes.with(index, byte ^ 1))
  const madeUp = ['', 'x', 'WyJhIl0', Buffer.alloc(16).toString('base64url')]
  for (const cursor of [...madeUp, ...changed.map((one) => Buffer.from(one).toString('base64url'))])
    expect(decodeCursor(keys, list, cursor)).toBe(null)
  // The decoder passes over what does not belong there.
  for (const tail of ['A', '=', ' ', '!'])
    expect(decodeCursor(keys, list, encodeCursor(keys, list, position) + tail)).toBe(null)
})

test('a cursor outlives a new key, and not the end of the one that it was made under', () => {
  const cursor = encodeCursor({ current: old, all: [old] }, list, position)
  expect(decodeCursor(keys, list, cursor)).toEqual(position)
  expect(decodeCursor({ current, all: [current] }, list, cursor)).toBe(null)
})
