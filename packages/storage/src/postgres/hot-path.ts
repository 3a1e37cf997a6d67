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
import { issueClientToken } from './client-tokens.ts'
import { readClient, readRevisions } from './clients.ts'
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

type OfTenant<Input> = Input & { readonly tenantId: Id }
type Found<Verb extends 'findCode' | 'findRefreshToken'> = Awaited<ReturnType<TokenVerbs[Verb]>>
type IssueClientToken = Parameters<TokenVerbs['issueClientToken']>[0]
type IssueClientTokenOutcome = Awaited<ReturnType<TokenVerbs['issueClientToken']>>

/** What every request of a client asks for, of all tenants together. */
export interface HotPath {
  findTenant(slug: string): Promise<Tenant | null>
  findClient(input: OfTenant<{ readonly clientId: string }>): ReturnType<TenantStorage['findClient']>
  findCode(input: OfTenant<{ readonly id: Id }>): Promise<Found<'findCode'>>
  findRefreshToken(input: OfTenant<{ readonly id: Id }>): Promise<Found<'findRefreshToken'>>
  findAccessToken(input: OfTenant<{ readonly id: Id; readonly tokenHash: string }>): Promise<FindAccessTokenOutcome>
  exchangeCode(input: OfTenant<ExchangeCode>): Promise<ExchangeCodeOutcome>
  rotateRefreshToken(input: OfTenant<RotateRefreshToken>): Promise<RotateRefreshTokenOutcome>
  issueClientToken(input: OfTenant<IssueClientToken>): Promise<IssueClientTokenOutcome>
}

export function createHotPath(transactions: Transactions): HotPath {
  const clients = createClientCache()

  const tenants = createReadGroup<string, Tenant | null>(
    (slug) => slug,
    (slugs) =>
      transactions.read(async (db) => {
        const found = new Map((await findTenants(db, slugs)).map((tenant) => [tenant.slug, tenant]))
        return slugs.map((slug) => found.get(slug) ?? null)
      }),
  )
  const revisions = createReadGroup(
    ({ tenantId, clientId }: OfTenant<{ clientId: string }>) => `${tenantId} ${clientId}`,
    (wanted) =>
      transactions.read(async (db) => {
        const found = new Map((await readRevisions(db, wanted)).map((row) => [row.n, row]))
        return wanted.map((_, index) => found.get(index + 1) ?? null)
      }),
  )
  const byId = ({ tenantId, id }: OfTenant<{ id: Id }>): string => `${tenantId} ${id}`
  const codes = createReadGroup(byId, (wanted) => transactions.read((db) => findCodes(db, wanted)))
  const refreshTokens = createReadGroup(byId, (wanted) => transactions.read((db) => findRefreshTokens(db, wanted)))
  const accessTokens = createReadGroup(
    ({ tenantId, id, tokenHash }: OfTenant<{ id: Id; tokenHash: string }>) => `${tenantId} ${id} ${tokenHash}`,
    (wanted) => transactions.read((db) => findAccessTokens(db, wanted)),
  )

  // What a refusal reads is of one moment, so one that writes nothing needs no transaction.
  const writesNothing = ({ outcome }: { outcome: string }, events: object | undefined): boolean =>
    outcome !== 'replayed' && outcome !== 'reused' && !(outcome in (events ?? {}))
  const exchanges = createWriteGroup<OfTenant<ExchangeCode>, ExchangeCodeOutcome>(
    ({ codeId, codeHash }) => `${codeId} ${codeHash}`,
    (inputs) => exchangeCodes(transactions, inputs),
    async (input) => {
      const refused = await transactions.read((db) => explainExchange(db, input.tenantId, input))
      if (refused !== null && writesNothing(refused, input.events)) return refused
      return transactions.write((db) => exchangeCode(db, input.tenantId, input))
    },
  )
  const rotations = createWriteGroup<OfTenant<RotateRefreshToken>, RotateRefreshTokenOutcome>(
    ({ tokenId, tokenHash }) => `${tokenId} ${tokenHash}`,
    (inputs) => rotateRefreshTokens(transactions, inputs),
    async (input) => {
      const refused = await transactions.read((db) => explainRefusedRotation(db, input.tenantId, input))
      if (refused !== null && writesNothing(refused, input.events)) return refused
      return transactions.write((db) => rotateRefreshToken(db, input.tenantId, input))
    },
  )
  const clientTokens = createWriteGroup<OfTenant<IssueClientToken>, IssueClientTokenOutcome>(
    ({ accessToken }) => accessToken.id,
    (inputs) => issueClientTokens(transactions, inputs),
    (input) => transactions.write((db) => issueClientToken(db, input.tenantId, input)),
  )

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
