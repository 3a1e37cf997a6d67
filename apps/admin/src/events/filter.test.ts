import { expect, test } from 'vitest'
import { readFilter } from './filter.ts'

const read = (query: Record<string, string>) => readFilter(new URLSearchParams(query))

test('everything that the address says is asked for, with instants in UTC', () => {
  const query = {
    type: 'account.blocked',
    outcome: 'refused',
    app: 'timeline-app',
    actor: 'cli',
    request_id: '01kb3m7qg8x0v4c2t9rj5hzd6e',
    since: '2026-11-01T09:30',
    until: '2026-12-01T00:00:30',
  }
  expect(read(query)).toEqual({
    filter: {
      type: ['account.blocked'],
      outcome: 'refused',
      client_id: 'timeline-app',
      actor: 'cli',
      request_id: '01kb3m7qg8x0v4c2t9rj5hzd6e',
      since: '2026-11-01T09:30:00.000Z',
      until: '2026-12-01T00:00:30.000Z',
    },
    problems: [],
  })
})

test('an empty field asks for nothing', () => {
  expect(read({ type: '', outcome: ' ', app: '', since: '' })).toEqual({ filter: {}, problems: [] })
})

test.each([
  ['since', 'yesterday'],
  ['until', '2026-13-01T00:00'],
  ['request_id', 'abc'],
])('%s=%s is left out and told of', (name, value) => {
  const { filter, problems } = read({ [name]: value })
  expect(filter).toEqual({})
  expect(problems).toEqual([expect.stringContaining(`“${value}”`)])
})

test('a type and an outcome that there are not are left out', () => {
  expect(read({ type: '__proto__', outcome: 'maybe' })).toEqual({ filter: {}, problems: [] })
})
