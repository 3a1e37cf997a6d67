import type {
  AuthorizationFacts,
  Client,
  Decide,
  DecideOutcome,
  ExchangeCode,
  ExchangeCodeOutcome,
  FindAccessTokenOutcome,
  Id,
  RotateRefreshToken,
  RotateRefreshTokenOutcome,
  Scope,
  Tenant,
  TenantStorage,
  ThrottleVerbs,
  TokenVerbs,
} from '@identity-hub/core'
import { type ClientRevision, createClientCache } from '../client-cache.ts'
import { clientOfAppToken, toAppToken } from '../rows/access-tokens.ts'
import { type SessionStanding, toSessionStanding } from '../rows/sessions.ts'
import { findAccessTokens } from './access-tokens.ts'
import { findCodes } from './authorization-codes.ts'
import type { OfTenant } from './batch-fields.ts'
import { issueClientToken } from './client-tokens.ts'
import { readClient, readRevisions } from './clients.ts'
import type { Connection } from './connection.ts'
import { readAuthorizationFacts } from './consents.ts'
import { decide } from './decisions.ts'
import { exchangeCode, explainExchange } from './exchange-code.ts'
import { exchangeCodes } from './exchange-codes.ts'
import { createReadGroup, createWriteGroup } from './group-statement.ts'
import { createLanes, throughLanes } from './lanes.ts'
import { issueClientTokens } from './issue-client-tokens.ts'
import { isPlain, makeDecisions, type PlainDecision } from './make-decisions.ts'
import { findRefreshTokens } from './refresh-tokens.ts'
import { explainRefusedRotation, rotateRefreshToken } from './rotate-refresh-token.ts'
import { rotateRefreshTokens } from './rotate-refresh-tokens.ts'
import { readScopes, toNames } from './scopes.ts'
import { readSessions } from './sessions.ts'
import { findTenants } from './tenants.ts'
import { countAttempt, delayOf, readWindows, settleAttempt, type WindowKey } from './throttles.ts'
import { isStorable } from './text.ts'
import type { Transactions } from './transactions.ts'

type Input<Verb extends 'findCode' | 'issueClientToken' | 'findAccessToken'> = Parameters<TokenVerbs[Verb]>[0]
type Outcome<Verb extends keyof TokenVerbs> = Awaited<ReturnType<TokenVerbs[Verb]>>
type ById = OfTenant & { readonly id: Id }
type ByClientId = OfTenant & { readonly clientId: string }
type BySessionHash = OfTenant & { readonly sessionHash: string; readonly now: number }
type FactsOf = OfTenant & { readonly accountId: Id; readonly client: Id; readonly scopes: readonly string[] }

/** What every request of a client, or of somebody who is signed in, asks for: of all tenants together. */
export interface HotPath {
  readonly findTenant: (slug: string) => Promise<Tenant | null>
  readonly findClient: (input: ByClientId) => ReturnType<TenantStorage['findClient']>
  readonly readScopes: (tenantId: Id, names: readonly string[]) => Promise<readonly Scope[]>
  readonly readSession: (input: BySessionHash) => Promise<SessionStanding>
  readonly findDelay: (
    input: OfTenant & Parameters<ThrottleVerbs['findDelay']>[0],
  ) => ReturnType<ThrottleVerbs['findDelay']>
  readonly countAttempt: (
    input: OfTenant & Parameters<ThrottleVerbs['countAttempt']>[0],
  ) => ReturnType<ThrottleVerbs['countAttempt']>
  readonly settleAttempt: (
    input: OfTenant & Parameters<ThrottleVerbs['settleAttempt']>[0],
  ) => ReturnType<ThrottleVerbs['settleAttempt']>
  readonly findAuthorizationFacts: (input: FactsOf) => Promise<AuthorizationFacts>
  readonly findCode: (input: ById) => Promise<Outcome<'findCode'>>
  readonly findRefreshToken: (input: ById) => Promise<Outcome<'findRefreshToken'>>
  readonly findAccessToken: (input: OfTenant & Input<'findAccessToken'>) => Promise<FindAccessTokenOutcome>
  readonly decide: (input: OfTenant & Decide) => Promise<DecideOutcome>
  readonly exchangeCode: (input: OfTenant & ExchangeCode) => Promise<ExchangeCodeOutcome>
  readonly rotateRefreshToken: (input: OfTenant & RotateRefreshToken) => Promise<RotateRefreshTokenOutcome>
  readonly issueClientToken: (input: OfTenant & Input<'issueClientToken'>) => Promise<Outcome<'issueClientToken'>>
}

export function createHotPath(transactions: Transactions): HotPath {
  const clients = createClientCache()
  const inLane = createLanes()
  const inLanes = throughLanes(inLane)
  const reading =
    <Wanted, Found>(read: (db: Connection, wanted: readonly Wanted[]) => Promise<readonly Found[]>) =>
    (wanted: readonly Wanted[]) =>
      transactions.read((db) => read(db, wanted))

  const tenants = createReadGroup((slug: string) => slug, reading(findTenants))
  const revisions = createReadGroup(
    ({ tenantId, clientId }: ByClientId) => `${tenantId} ${clientId}`,
    reading(readRevisions),
  )
  const scopes = createReadGroup(
    ({ tenantId, names }: OfTenant & { readonly names: string }) => `${tenantId} ${names}`,
    reading(readScopes),
  )
  const sessions = createReadGroup(
    ({ tenantId, sessionHash }: Omit<BySessionHash, 'now'>) => `${tenantId} ${sessionHash}`,
    reading(readSessions),
  )
  const windows = createReadGroup(
    ({ tenantId, kind, keyHash }: WindowKey) => `${tenantId} ${kind} ${keyHash}`,
    reading(readWindows),
  )
  const facts = createReadGroup(
    ({ tenantId, accountId, client, names }: Omit<FactsOf, 'scopes'> & { readonly names: string }) =>
      `${tenantId} ${accountId} ${client} ${names}`,
    reading(readAuthorizationFacts),
  )
  const codes = createReadGroup(byId, reading(findCodes))
  const refreshTokens = createReadGroup(byId, reading(findRefreshTokens))
  const accessTokens = createReadGroup(
    ({ tenantId, id, tokenHash }: OfTenant & Input<'findAccessToken'>) => `${tenantId} ${id} ${tokenHash}`,
    reading(findAccessTokens),
  )

  async function currentClient(tenantId: Id, current: ClientRevision): Promise<Client | null> {
    const known = clients.get(current)
    if (known !== null) return known
    const read = await transactions.read((db) => readClient(db, tenantId, current.id))
    return read === null ? null : clients.keep(read)
  }

  const decideAlone = (input: OfTenant & Decide): Promise<DecideOutcome> =>
    transactions.write((db) => decide(db, input.tenantId, input))
  const decisions = createWriteGroup<PlainDecision, DecideOutcome>({
    keyOf: ({ decision }) => decision.grant.id,
    writeAll: (inputs) => makeDecisions(transactions, inputs),
    writeAlone: decideAlone,
  })
  const exchanges = createWriteGroup<OfTenant & ExchangeCode, ExchangeCodeOutcome>({
    keyOf: ({ fence, codeHash }) => `${fence.grantId} ${codeHash}`,
    writeAll: (inputs) => exchangeCodes(transactions, inputs),
    writeAlone: (input) =>
      inLane(input.fence.grantId, async () => {
        const refused = await transactions.read((db) => explainExchange(db, input.tenantId, input))
        if (refused !== null && writesNothing(refused, input.events)) return refused
        return transactions.write((db) => exchangeCode(db, input.tenantId, input))
      }),
  })
  const rotations = createWriteGroup<OfTenant & RotateRefreshToken, RotateRefreshTokenOutcome>({
    keyOf: ({ tokenId, tokenHash }) => `${tokenId} ${tokenHash}`,
    writeAll: (inputs) => rotateRefreshTokens(transactions, inputs),
    writeAlone: (input) =>
      inLane(input.fence.grantId, async () => {
        const refused = await transactions.read((db) => explainRefusedRotation(db, input.tenantId, input))
        if (refused !== null && writesNothing(refused, input.events)) return refused
        return transactions.write((db) => rotateRefreshToken(db, input.tenantId, input))
      }),
  })
  const clientTokens = createWriteGroup<OfTenant & Input<'issueClientToken'>, Outcome<'issueClientToken'>>({
    keyOf: ({ accessToken }) => accessToken.id,
    writeAll: (inputs) => issueClientTokens(transactions, inputs),
    writeAlone: (input) => transactions.write((db) => issueClientToken(db, input.tenantId, input)),
  })

  return {
    findTenant: async (slug) => (isStorable(slug) ? tenants.ask(slug) : null),
    findClient: async ({ tenantId, clientId }) => {
      const current = isStorable(clientId) ? await revisions.ask({ tenantId, clientId }) : null
      const client = current === null ? null : await currentClient(tenantId, current)
      return client === null ? { outcome: 'unknown' } : { outcome: 'found', client }
    },
    readScopes: async (tenantId, asked) => {
      const names = toNames(asked)
      return names === '' ? [] : scopes.ask({ tenantId, names })
    },
    readSession: async ({ tenantId, sessionHash, now }) =>
      toSessionStanding((await sessions.ask({ tenantId, sessionHash })) ?? undefined, now),
    findDelay: async ({ tenantId, keys, now }) => {
      const found = await Promise.all(keys.map(({ kind, keyHash }) => windows.ask({ tenantId, kind, keyHash })))
      return delayOf(keys, found, now)
    },
    countAttempt: (input) =>
      inLanes(lanesOf(input.tenantId, input.keys), () =>
        transactions.write((db) => countAttempt(db, input.tenantId, input)),
      ),
    settleAttempt: (input) =>
      inLanes(lanesOf(input.tenantId, [...input.clear, ...input.giveBack]), () =>
        transactions.write((db) => settleAttempt(db, input.tenantId, input)),
      ),
    findAuthorizationFacts: async ({ tenantId, accountId, client, scopes: asked }) =>
      facts.ask({ tenantId, accountId: findable(accountId), client: findable(client), names: toNames(asked) }),
    findCode: async (input) => (isStorable(input.id) ? codes.ask(input) : { outcome: 'unknown' }),
    findRefreshToken: async (input) => (isStorable(input.id) ? refreshTokens.ask(input) : { outcome: 'unknown' }),
    findAccessToken: async (input) => {
      const found = isStorable(input.id) ? await accessTokens.ask(input) : UNKNOWN
      if (found.outcome !== 'app') return found
      const client = clientOfAppToken(found.row)
      return toAppToken(found.row, client === null ? null : await currentClient(input.tenantId, client))
    },
    decide: (input) => (isPlain(input) ? decisions.ask(input) : decideAlone(input)),
    exchangeCode: exchanges.ask,
    rotateRefreshToken: rotations.ask,
    issueClientToken: clientTokens.ask,
  }
}

const UNKNOWN: FindAccessTokenOutcome = { outcome: 'unknown' }

/** One that is stored nowhere must not spoil the statement that others share. */
const findable = (id: Id): Id => (isStorable(id) ? id : '')

const byId = ({ tenantId, id }: ById): string => `${tenantId} ${id}`

/** A refusal was read at one moment, so one that writes nothing needs no transaction. */
const writesNothing = ({ outcome }: { readonly outcome: string }, events: object | undefined): boolean =>
  outcome !== 'replayed' && outcome !== 'reused' && !(outcome in (events ?? {}))

const lanesOf = (tenantId: Id, keys: readonly Pick<WindowKey, 'kind' | 'keyHash'>[]): readonly string[] =>
  keys.map(({ kind, keyHash }) => `${tenantId} ${kind} ${keyHash}`)
