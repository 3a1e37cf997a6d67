import { setImmediate as turn } from 'node:timers/promises'
import { issueTokens } from '../protocol/issued-tokens.ts'
import { correctRules } from '../rules/rules.ts'
import type { Fault } from './fault.ts'

const AGES = 30 * 86_400 * 1000

export const refreshFaults: readonly Fault[] = [
  {
    name: 'refresh-token-of-any-client',
    title: 'A refresh token works for every client.',
    breaks: ['RT-01', 'RT-07'],
    rules: () => ({ refreshTokenIsOfClient: () => true }),
  },
  {
    name: 'public-refresh-token-kept',
    title: 'A public client gets its refresh token back instead of a new one.',
    breaks: ['RT-02'],
    rules: ({ newRefreshToken }) => ({
      newRefreshToken: (grant, before) =>
        before !== null && grant.client.type === 'public' ? before.value : newRefreshToken(grant, before),
    }),
  },
  {
    name: 'reuse-not-noticed',
    title: 'A refresh token that was used before is refused, but its family lives on.',
    breaks: ['RT-03', 'RT-06'],
    rules: () => ({ onReuse() {} }),
  },
  {
    name: 'reuse-forgiven-in-the-window',
    title: 'Within the retry window a retired token revokes nothing, though its successor was used.',
    breaks: ['RT-03', 'RT-06'],
    rules: ({ onReuse, isInRetryWindow }) => ({
      onReuse(token, tenant) {
        const { rotation, grant } = token
        if (rotation !== null && isInRetryWindow(grant.client, rotation)) return
        onReuse(token, tenant)
      },
    }),
  },
  {
    name: 'forked-family',
    title: 'Of parallel refreshes each gets tokens of its own.',
    breaks: ['RT-04'],
    rules: () => ({ beforeRotation: async () => turn() }),
  },
  {
    name: 'retry-brings-new-tokens',
    title: 'Who asks again for a lost answer gets other tokens.',
    breaks: ['RT-05', 'RT-04'],
    rules: (rules) => ({
      repeat: ({ accessToken }, tenant) =>
        issueTokens({ ...correctRules, ...rules }, tenant, accessToken.grant, accessToken.scopes),
    }),
  },
  {
    name: 'retry-of-any-ancestor',
    title: 'Every retired token gets its answer again for a while, not only the last one.',
    breaks: ['RT-06', 'RT-03'],
    rules: () => ({ successorWasUsed: () => false }),
  },
  {
    name: 'foreign-retry-revokes',
    title: 'Another client that presents a retired token revokes its family.',
    breaks: ['RT-07'],
    rules: ({ refreshTokenIsOfClient }) => ({
      refreshTokenIsOfClient(token, client) {
        const own = refreshTokenIsOfClient(token, client)
        if (!own && token.rotation !== null) token.grant.revoked = true
        return own
      },
    }),
  },
  {
    name: 'any-retry-is-the-same',
    title: 'A retry with another scope gets the answer of the first request.',
    breaks: ['RT-07'],
    rules: () => ({ isSameRequest: () => true }),
  },
  {
    name: 'sessions-outlive-blocking',
    title: 'A blocked user stays signed in.',
    breaks: ['RT-11', 'SESS-05'],
    rules: ({ endOnBlock }) => ({
      endOnBlock(tenant, account) {
        const sessions = [...tenant.sessions]
        endOnBlock(tenant, account)
        for (const [value, session] of sessions) tenant.sessions.set(value, session)
      },
    }),
  },
  {
    name: 'password-reset-ends-nothing',
    title: 'What was granted outlives a password that an administrator resets.',
    breaks: ['RT-11'],
    rules: () => ({ endOnPasswordReset() {} }),
  },
  {
    name: 'withdrawn-consent-ends-nothing',
    title: 'What was granted outlives the consent that is withdrawn.',
    breaks: ['RT-11', 'CONS-04'],
    rules: () => ({
      endOnConsentWithdrawn: (_tenant, account, clientId) => void account.consents.delete(clientId),
    }),
  },
  {
    name: 'bad-scope-spends-the-token',
    title: 'A refresh with a scope that was not granted ends the family.',
    breaks: ['RT-17'],
    rules: ({ refreshScope }) => ({
      refreshScope(granted, asked, token) {
        const scopes = refreshScope(granted, asked, token)
        if (scopes === null) token.grant.revoked = true
        return scopes
      },
    }),
  },
  {
    name: 'retry-window-never-closes',
    title: 'A lost answer can be fetched again for ever.',
    breaks: ['RT-03', 'RT-05'],
    rules: () => ({ isInRetryWindow: ({ lifetimes }) => lifetimes.retryWindowSeconds > 0 }),
  },
  {
    name: 'no-retry-window',
    title: 'A lost answer cannot be fetched again: who tries loses the grant.',
    breaks: ['RT-05', 'RT-14'],
    rules: () => ({ isInRetryWindow: () => false }),
  },
  {
    name: 'lifetime-starts-again',
    title: 'An answer that is fetched again tells the lifetime from the beginning.',
    breaks: ['RT-05', 'TOKEN-18'],
    rules: () => ({ expiresIn: ({ issuedAt, expiresAt }) => Math.floor((expiresAt - issuedAt) / 1000) }),
  },
  {
    name: 'idle-refresh-token-lives',
    title: 'A refresh token that is not used never expires.',
    breaks: ['RT-10'],
    rules: () => ({ refreshTokenIsExpired: ({ grant }) => Date.now() >= grant.endsAt }),
  },
  {
    name: 'rotation-prolongs-the-grant',
    title: 'A grant lives as long as it is refreshed.',
    breaks: ['RT-09'],
    rules: () => ({ grantEnd: () => Date.now() + AGES }),
  },
  {
    name: 'crash-forgets-rotations',
    title: 'After a crash the refresh tokens that were used last bring other tokens.',
    breaks: ['OPS-01', 'RT-14'],
    rules: () => ({
      onCrash(tenant) {
        for (const token of tenant.refreshTokens.values()) token.rotation = null
      },
    }),
  },
]
