import {
  type Client,
  type CreateAccount,
  describeRefusal,
  hashValue,
  type HubEvent,
  type Id,
  type Idempotency,
  issueValue,
  type IssuedKind,
  type IssuedValue,
  newId,
  randomBytes,
  type Scope,
} from '@identity-hub/core'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** When a test begins; from there it moves time itself. */
export const START = Date.UTC(2026, 0, 1)

/** The whole of a list that a test made. */
export const ALL_ROWS = { after: null, limit: 1000 } as const

/** What a driver says of an id that is there already. */
export const TAKEN = /unique|duplicate/i

export const RETRY_WINDOW_SECONDS = 10

export const id = (now = START): Id => newId(now, randomBytes)
export const issue = (kind: IssuedKind, now = START, ofId = id(now)): IssuedValue =>
  issueValue(kind, now, randomBytes, ofId)
/** A hash of something that nobody else has. */
export const someHash = (): string => hashValue(randomBytes(32).toString('hex'))

export const scope = (name: string, rest: Partial<Scope> = {}): Scope => ({
  name,
  description: { en: `Scope ${name}` },
  requiredRoles: [],
  requiredClaim: null,
  accessTokenSeconds: null,
  revision: 0,
  ...rest,
})

export function newClient(rest: Partial<Client> = {}): Omit<Client, 'epoch' | 'revision' | 'status'> {
  return {
    id: id(),
    clientId: `client-${id()}`,
    name: 'Example app',
    type: 'confidential',
    registeredBy: 'administrator',
    firstParty: false,
    authMethods: ['client_secret_basic', 'client_secret_post'],
    grantTypes: ['authorization_code', 'refresh_token'],
    pkce: 'required',
    codeSeconds: 60,
    accessTokenSeconds: 3600,
    refreshIdleSeconds: 30 * 24 * 3600,
    refreshAbsoluteSeconds: 180 * 24 * 3600,
    retryWindowSeconds: RETRY_WINDOW_SECONDS,
    allowedOrigins: [],
    requiredRole: null,
    redirectUris: ['https://app.example/callback'],
    scopes: [{ name: 'profile', assignment: 'requestable' }],
    secrets: [{ id: id(), secretHash: `sha256:${someHash()}`, createdAt: START, expiresAt: null }],
    createdAt: START,
    ...rest,
  }
}

/** A key that nobody has used, and what is to be answered when it is used again. */
export const newKey = (rest: Partial<Idempotency> = {}): Idempotency => ({
  keyHash: someHash(),
  requestHash: someHash(),
  answer: `sealed ${id()}`,
  expiresAt: START + DAY,
  ...rest,
})

export function newAccount(userName: string, rest: Partial<CreateAccount['account']> = {}): CreateAccount['account'] {
  return { id: id(), displayName: userName, userName, emailAddress: null, emailVerified: false, ...rest }
}

/** An event of the simplest type; tests tell events apart by their reason. */
export function event(reason: string, rest: { now?: number; requestId?: string } = {}): HubEvent {
  const { now = START, requestId = 'request' } = rest
  const facts = { now, random: randomBytes, requestId, source: '192.0.2.1' }
  return { ...describeRefusal(facts, 'api.refused', 'token_unknown', {}), reason }
}
