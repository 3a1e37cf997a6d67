import {
  type Client,
  type Decide,
  type DecideOutcome,
  type ExchangeCode,
  type ExchangeCodeOutcome,
  type Fence,
  hashValue,
  type Id,
  type IssuedValue,
  type RotateRefreshToken,
  type RotateRefreshTokenOutcome,
  type TenantStorage,
} from '@identity-hub/core'
import { DAY, HOUR, issue, MINUTE, RETRY_WINDOW_SECONDS, START } from './fixtures.ts'
import type { Person, World } from './world.ts'

/** A grant with its code, and the fence that its checks would have read. */
export interface Authorization {
  readonly grantId: Id
  readonly code: IssuedValue
  readonly fence: Fence
}

export const fenceOf = (tenant: TenantStorage, client: Client, person: Person, grantId: Id): Fence => ({
  grantId,
  client: client.id,
  clientEpoch: client.epoch,
  accountId: person.account.id,
  accountEpoch: person.account.epoch,
  tenantEpoch: tenant.tenant.epoch,
  policyVersion: tenant.tenant.policyVersion,
})

type Setting = Pick<World, 'tenant' | 'client' | 'person'>
type Allow = Extract<Decide['decision'], { kind: 'allow' }>

/** A decision that allows, to be sent as it is or changed. */
export function newDecision(
  { tenant, client, person }: Setting,
  rest: { scopes?: readonly string[]; now?: number } = {},
): { input: Decide & { decision: Allow }; authorization: Authorization } {
  const { scopes = ['profile'], now = START } = rest
  const code = issue('code', now)
  const grantId = code.id
  const { grantId: _, ...fence } = fenceOf(tenant, client, person, grantId)
  const input: Decide & { decision: Allow } = {
    interaction: null,
    sessionId: person.session.id,
    fence,
    decision: {
      kind: 'allow',
      rememberScopes: null,
      grant: {
        id: grantId,
        scopes,
        audience: [],
        authAt: START,
        amr: ['pwd'],
        acr: null,
        absoluteEndsAt: now + 180 * DAY,
      },
      code: {
        codeHash: code.hash,
        redirectUri: 'https://app.example/callback',
        redirectUriSent: true,
        codeChallenge: 'challenge',
        nonce: 'nonce',
        expiresAt: now + MINUTE,
      },
    },
    now,
  }
  return { input, authorization: { grantId, code, fence: { ...fence, grantId } } }
}

export async function authorize(
  setting: Setting,
  rest: { scopes?: readonly string[]; now?: number } = {},
): Promise<Authorization> {
  const { input, authorization } = newDecision(setting, rest)
  const decided: DecideOutcome = await setting.tenant.decide(input)
  if (decided.outcome !== 'issued') throw new Error(`decide: ${decided.outcome}`)
  return authorization
}

export interface Tokens {
  readonly accessToken: IssuedValue
  readonly refreshToken: IssuedValue
}

/** Two values, and the record of them. */
function issueTokens(now: number): { readonly values: Tokens; readonly record: RotateRefreshToken['tokens'] } {
  const accessToken = issue('at', now)
  const refreshToken = issue('rt', now, accessToken.id)
  const record = {
    id: accessToken.id,
    accessToken: { tokenHash: accessToken.hash, scopes: ['profile'], audience: [], expiresAt: now + HOUR },
    refreshToken: { tokenHash: refreshToken.hash, idleEndsAt: now + 30 * DAY },
  }
  return { values: { accessToken, refreshToken }, record }
}

/** What is different from a usual request. */
type Change<Input extends { tokens: object }> = Partial<Omit<Input, 'tokens'>> & {
  readonly tokens?: Partial<Input['tokens']>
}

/** Presents a code as its rightful client would; the tokens are live when the outcome is `exchanged`. */
export async function exchange(
  tenant: TenantStorage,
  { code, fence }: Authorization,
  { tokens, ...rest }: Change<ExchangeCode> = {},
): Promise<ExchangeCodeOutcome & Tokens> {
  const now = rest.now ?? START
  const { values, record } = issueTokens(now)
  const input = { codeHash: code.hash, fence, tokens: { ...record, ...tokens }, now, ...rest }
  return { ...(await tenant.exchangeCode(input)), ...values }
}

export const REQUEST_HASH = hashValue('scope=&resource=')

/** Presents a refresh token as its rightful client would. */
export async function rotate(
  tenant: TenantStorage,
  presented: IssuedValue,
  fence: Fence,
  { tokens, ...rest }: Change<RotateRefreshToken> = {},
): Promise<RotateRefreshTokenOutcome & Tokens & { sealed: Uint8Array }> {
  const now = rest.now ?? START
  const { values, record } = issueTokens(now)
  const sealed = Buffer.from(`sealed ${record.id}`)
  const outcome = await tenant.rotateRefreshToken({
    tokenId: presented.id,
    tokenHash: presented.hash,
    fence,
    tokens: { ...record, ...tokens },
    requestHash: REQUEST_HASH,
    retryAnswer: sealed,
    retryWindowSeconds: RETRY_WINDOW_SECONDS,
    now,
    ...rest,
  })
  return { ...outcome, ...values, sealed }
}

/** A grant whose code was exchanged. */
export async function authorizeAndExchange(setting: Setting, now = START): Promise<Authorization & Tokens> {
  const authorization = await authorize(setting, { now })
  const exchanged = await exchange(setting.tenant, authorization, { now })
  if (exchanged.outcome !== 'exchanged') throw new Error(`exchange: ${exchanged.outcome}`)
  return { ...authorization, ...exchanged }
}
