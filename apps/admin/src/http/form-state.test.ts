import { expect, test } from 'vitest'
import { filled } from './input.ts'
import { formState } from './form-state.ts'

const before = filled({ name: 'Acme', lines: 'a\nb', options: ['x', 'y'], pkce: 'required' })
const problem = { detail: '', fields: new Map<string, string>() }

/** As a browser sends what it was given, with some of it changed. */
const sent = (changes: Readonly<Record<string, string | readonly string[]>>): URLSearchParams =>
  filled({
    name: 'Acme',
    lines: 'a\r\nb\r\n',
    options: ['x', 'y'],
    pkce: 'required',
    etag: '"1"',
    before: before.toString(),
    ...changes,
  })

test('a new form has what the record has', () => {
  const { fields, hidden } = formState(before, { etag: '"1"' })
  expect(fields).toBe(before)
  expect(hidden).toEqual({ etag: '"1"', before: before.toString() })
})

test('a refused form keeps all that was typed, and what it rests on', () => {
  const typed = sent({ name: '' })
  const now = filled({ name: 'By somebody else' })
  const { fields, hidden } = formState(now, { etag: '"1"', typed, problem })
  expect(fields.get('name')).toBe('')
  expect(hidden).toEqual({ etag: '"1"', before: before.toString() })
})

test('when somebody was faster, what was changed stays, and what was not becomes what it is now', () => {
  const now = filled({ name: 'Acme Works', lines: 'a\nc', options: ['y'], pkce: 'optional' })
  const typed = sent({ pkce: 'required', options: ['x'], name: 'Acme' })
  const { fields, hidden } = formState(now, { etag: '"2"', typed, problem: { ...problem, isStale: true } })
  expect(fields.get('name')).toBe('Acme Works')
  expect(fields.get('lines')).toBe('a\nc')
  expect(fields.get('pkce')).toBe('optional')
  expect(fields.getAll('options')).toEqual(['x'])
  expect(hidden).toEqual({ etag: '"2"', before: now.toString() })
})

test('a box that was unchecked stays so', () => {
  const typed = sent({ options: [] })
  const { fields } = formState(before, { etag: '"2"', typed, problem: { ...problem, isStale: true } })
  expect(fields.getAll('options')).toEqual([])
})
