import { expect, test } from 'vitest'
import { randomBytes } from '../issued-values/id.ts'
import { drawTokens, mintTokens } from './mint-tokens.ts'

const now = 1_790_000_000_000
const client = { accessTokenSeconds: 600, refreshIdleSeconds: 3600 }
const values = drawTokens({ now, random: randomBytes, source: null, requestId: 'test' })

test('tokens live as long as their client says, and never longer than their grant', () => {
  const mint = (absoluteEndsAt: number) =>
    mintTokens(client, { audience: [], absoluteEndsAt }, ['profile'], values, now)
  const young = mint(now + 86_400_000)
  expect([young.accessToken.expiresAt, young.refreshToken.idleEndsAt]).toEqual([now + 600_000, now + 3_600_000])
  const old = mint(now + 60_000)
  expect([old.accessToken.expiresAt, old.refreshToken.idleEndsAt]).toEqual([now + 60_000, now + 60_000])
})
