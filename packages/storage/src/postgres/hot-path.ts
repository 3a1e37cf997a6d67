import type {
  ExchangeCode,
  ExchangeCodeOutcome,
  FindAccessTokenOutcome,
  Id,
  RotateRefreshToken,
  RotateRefreshTokenOutcome,
  Tenant,
  TenantStorage,
  TokenVerbs,
} from '@identity-hub/core'
import { createClientCache } from '../client-cache.ts'
import { findAccessTokens } from './access-tokens.ts'
import { findCodes } from './authorization-codes.ts'
import type { OfTenant } from './batch-fields.ts'
import { issueClientToken } from './client-tokens.ts'
import { readClient, readRevisions } from './clients.ts'
import type { Connection } from './connection.ts'
import { exchangeCode, explainExchange } from './exchange-code.ts'
import { exchangeCodes } from './exchange-codes.ts'
import { createReadGroup, createWriteGroup } from './group-statement.ts'
import { issueClientTokens } from './issue-client-tokens.ts'
import { findRefreshTokens } from './refresh-tokens.ts'
import { explainRefusedRotation, rotateRefreshToken } from './rotate-refresh-token.ts'
import { rotateRefreshTokens } from './rotate-refresh-tokens.ts'
import { findTenants } from './tenants.ts'
import { isStorable } from './text.ts'
import type { Transactions } from './transactions.ts'

type Input<Verb extends 'findCode' | 'issueClientToken' | 'findAccessToken'> = Parameters<TokenVerbs[Verb]>[0]
type Outcome<Verb extends keyof TokenVerbs> = Awaited<ReturnType<TokenVerbs[Verb]>>
type ById = OfTenant & { readonly id: Id }
type ByClientId = OfTenant & { readonly clientId: string }

/** What every request of a client asks for, of all tenants together. */
export interface HotPath {
  readonly findTenant: (slug: string) => Promise<Tenant | null>
  readonly findClient: (input: ByClientId) => ReturnType<TenantStorage['findClient']>
  readonly findCode: (input: ById) => Promise<Outcome<'findCode'>>
  readonly findRefreshToken: (input: ById) => Promise<Outcome<'findRefreshToken'>>
  readonly findAccessToken: (input: OfTenant & Input<'findAccessToken'>) => Promise<FindAccessTokenOutcome>
  readonly exchangeCode: (input: OfTenant & ExchangeCode) => Promise<ExchangeCodeOutcome>
  readonly rotateRefreshToken: (input: OfTenant & RotateRefreshToken) => Promise<RotateRefreshTokenOutcome>
  readonly issueClientToken: (input: OfTenant & Input<'issueClientToken'>) => Promise<Outcome<'issueClientToken'>>
}

export function createHotPath(transactions: Transactions): HotPath {
  const clients = createClientCache()
  const reading =
    <Wanted, Found>(read: (db: Connection, wanted: readonly Wanted[]) => Promise<readonly Found[]>) =>
    (wanted: readonly Wanted[]) =>
      transactions.read((db) => read(db, wanted))

  const tenants = createReadGroup((slug: string) => slug, reading(findTenants))
  const revisions = createReadGroup(
    ({ tenantId, clientId }: ByClientId) => `${tenantId} ${clientId}`,
    reading(readRevisions),
  )
  const codes = createReadGroup(byId, reading(findCodes))
  const refreshTokens = createReadGroup(byId, reading(findRefreshTokens))
  const accessTokens = createReadGroup(
    ({ tenantId, id, tokenHash }: OfTenant & Input<'findAccessToken'>) => `${tenantId} ${id} ${tokenHash}`,
    reading(findAccessTokens),
  )

  const exchanges = createWriteGroup<OfTenant & ExchangeCode, ExchangeCodeOutcome>({
    keyOf: ({ codeId, codeHash }) => `${codeId} ${codeHash}`,
    writeAll: (inputs) => exchangeCodes(transactions, inputs),
    writeAlone: async (input) => {
      const refused = await transactions.read((db) => explainExchange(db, input.tenantId, input))
      if (refused !== null && writesNothing(refused, input.events)) return refused
      return transactions.write((db) => exchangeCode(db, input.tenantId, input))
    },
  })
  const rotations = createWriteGroup<OfTenant & RotateRefreshToken, RotateRefreshTokenOutcome>({
    keyOf: ({ tokenId, tokenHash }) => `${tokenId} ${tokenHash}`,
    writeAll: (inputs) => rotateRefreshTokens(transactions, inputs),
    writeAlone: async (input) => {
      const refused = await transactions.read((db) => explainRefusedRotation(db, input.tenantId, input))
      if (refused !== null && writesNothing(refused, input.events)) return refused
      return transactions.write((db) => rotateRefreshToken(db, input.tenantId, input))
    },
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
      if (current === null) return { outcome: 'unknown' }
      const known = clients.get(current)
      if (known !== null) return { outcome: 'found', client: known }
      const read = await transactions.read((db) => readClient(db, tenantId, current.id))
      return read === null ? { outcome: 'unknown' } : { outcome: 'found', client: clients.keep(read) }
    },
    findCode: async (input) => (isStorable(input.id) ? codes.ask(input) : { outcome: 'unknown' }),
    findRefreshToken: async (input) => (isStorable(input.id) ? refreshTokens.ask(input) : { outcome: 'unknown' }),
    findAccessToken: async (input) => (isStorable(input.id) ? accessTokens.ask(input) : { outcome: 'unknown' }),
    exchangeCode: exchanges.ask,
    rotateRefreshToken: rotations.ask,
    issueClientToken: clientTokens.ask,
  }
}

const byId = ({ tenantId, id }: ById): string => `${tenantId} ${id}`

/** A refusal was read at one moment, so one that writes nothing needs no transaction. */
const writesNothing = ({ outcome }: { readonly outcome: string }, events: object | undefined): boolean =>
  outcome !== 'replayed' && outcome !== 'reused' && !(outcome in (events ?? {}))
