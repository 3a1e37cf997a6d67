import { issueValue, randomBytes } from '@identity-hub/core'
import type { SeededTenant } from '../contestants/identity-hub/seed-hub.ts'
import { packTokens, type StoredTokens } from './stored-tokens.ts'

const DAY_MILLISECONDS = 86_400_000
// As many verbs as share a commit.
const AT_ONCE = 256
const TELL_EVERY = 100 * AT_ONCE

/** Completed flows straight into the hub's storage: each leaves a grant, a used code, an access and a refresh token. */
export async function storeTokens(
  tenants: readonly SeededTenant[],
  count: number,
  progress: (done: number) => void,
): Promise<StoredTokens> {
  const tenantOf = (index: number): SeededTenant => {
    const tenant = tenants[index % tenants.length]
    if (tenant === undefined) throw new Error('no tenants')
    return tenant
  }
  const first = await completeFlow(tenantOf(0))
  const tokens = packTokens(count, first.length, (index) => {
    const [party] = tenantOf(index).parties
    if (party === undefined) throw new Error('a tenant without a party')
    return party
  })
  tokens.set(0, first)
  for (let done = 1; done < count; done += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - done)
    const batch = await Promise.all(Array.from({ length: size }, (_, index) => completeFlow(tenantOf(done + index))))
    for (const [index, token] of batch.entries()) tokens.set(done + index, token)
    if ((done - 1) % TELL_EVERY === 0) progress(done + size)
  }
  return tokens
}

async function completeFlow({ storage, client, account, sessionId }: SeededTenant): Promise<string> {
  const now = Date.now()
  const code = issueValue('code', now, randomBytes)
  const accessToken = issueValue('at', now, randomBytes)
  const refreshToken = issueValue('rt', now, randomBytes, accessToken.id)
  const scopes = ['profile', 'email']
  const fence = {
    grantId: code.id,
    client: client.id,
    clientEpoch: client.epoch,
    accountId: account.id,
    accountEpoch: account.epoch,
    tenantEpoch: storage.tenant.epoch,
    policyVersion: storage.tenant.policyVersion,
  }
  const decided = await storage.decide({
    interaction: null,
    sessionId,
    fence,
    decision: {
      kind: 'allow',
      rememberScopes: null,
      grant: {
        id: fence.grantId,
        scopes,
        audience: [],
        authAt: now,
        amr: ['pwd'],
        acr: null,
        absoluteEndsAt: now + 180 * DAY_MILLISECONDS,
      },
      code: {
        codeHash: code.hash,
        redirectUri: 'https://app.example/callback',
        redirectUriSent: true,
        codeChallenge: null,
        nonce: null,
        expiresAt: now + 60_000,
      },
    },
    now,
  })
  if (decided.outcome !== 'issued') throw new Error(`a code was ${decided.outcome}`)
  const exchanged = await storage.exchangeCode({
    codeHash: code.hash,
    fence,
    tokens: {
      id: accessToken.id,
      accessToken: { tokenHash: accessToken.hash, scopes, audience: [], expiresAt: now + 3_600_000 },
      refreshToken: { tokenHash: refreshToken.hash, idleEndsAt: now + 30 * DAY_MILLISECONDS },
    },
    now,
  })
  if (exchanged.outcome !== 'exchanged') throw new Error(`a code was ${exchanged.outcome}`)
  return refreshToken.value
}
