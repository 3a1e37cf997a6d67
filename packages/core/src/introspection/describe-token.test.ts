import { expect, test } from 'vitest'
import type { LiveAccessToken } from '../bearer/check-access-token.ts'
import { newId, randomBytes } from '../issued-values/id.ts'
import { describeToken } from './describe-token.ts'

const account = {
  id: '01kb3m7qg8x0v4c2t9rj5hzd6e',
  status: 'active',
  epoch: 0,
  revision: 0,
  displayName: 'Ada Lovelace',
  userName: 'ada@example.org',
  emailAddress: 'ada@example.org',
  emailVerified: true,
  claims: {},
  createdAt: 0,
  erasedAt: null,
} as const

const token: LiveAccessToken = {
  outcome: 'live',
  id: newId(1_790_000_000_999, randomBytes),
  account,
  clientId: 'timeline-app',
  scopes: ['profile', 'email'],
  parties: { client: '01kb3m7qg8x0v4c2t9rj5hzd6f', audience: [], subjects: {} },
  expiresAt: 1_790_003_600_999,
}

const described = {
  active: true,
  client_id: 'timeline-app',
  token_type: 'Bearer',
  scope: 'profile email',
  sub: account.id,
  iss: 'https://hub.example/acme',
  iat: 1_790_000_000,
  exp: 1_790_003_600,
}

test('INTRO-05: a live token is described in whole seconds, without personal data', () => {
  expect(describeToken(token, 'https://hub.example/acme')).toEqual(described)
})

test('INTRO-05: resources stand in aud, when there are any', () => {
  const audience = ['https://api.example/', 'reports-api']
  const forResources = { ...token, parties: { ...token.parties, audience } }
  expect(describeToken(forResources, 'https://hub.example/acme')).toEqual({ ...described, aud: audience })
})

test('CC-03: an app token has no sub, so nobody takes a client for a person', () => {
  const { sub: _, ...rest } = described
  expect(describeToken({ ...token, account: null }, 'https://hub.example/acme')).toEqual(rest)
})
