import { expect, test } from 'vitest'
import { tokenLifetimes } from './token-lifetimes.ts'

const client = { accessTokenSeconds: 600, refreshIdleSeconds: 3600 }
const known = [
  { name: 'profile', accessTokenSeconds: null },
  { name: 'reports', accessTokenSeconds: 60 },
  { name: 'payments', accessTokenSeconds: 30 },
  { name: 'archive', accessTokenSeconds: 86_400 },
]

test.each([
  [[], 600],
  [['profile'], 600],
  [['archive', 'profile'], 600],
  [['reports', 'archive'], 60],
  [['reports', 'profile', 'payments'], 30],
])('an access token for %j lives %i seconds: the shortest wins', (names, accessTokenSeconds) => {
  expect(tokenLifetimes(client, names, known)).toEqual({ accessTokenSeconds, refreshIdleSeconds: 3600 })
})
