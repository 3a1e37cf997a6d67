import type { DatabaseSync } from 'node:sqlite'
import type { GrantEnd, GrantStore, Identity, TokenSet } from '@identity-hub/client'
import { transaction } from './open-database.ts'
import type { Sealer } from './sealer.ts'

/** What the pages show of a grant. */
export interface Grant {
  readonly id: string
  readonly scope: string
  /** As it was last seen; unknown until the first call has succeeded. */
  readonly identity: Identity | undefined
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly end: { readonly at: number; readonly reason: string } | undefined
}

/** Why this app ends a grant on its own. */
export type OwnEndReason = 'signed-out' | 'replaced' | 'session-expired' | 'no-refresh-token'

/** Told of each change, in its transaction. */
export interface GrantHistory {
  add(
    grantId: string,
    event:
      | { readonly event: 'signed-in' | 'refreshed' }
      /** `reason`: `invalid_grant` from the hub, otherwise the app's own doing. */
      | { readonly event: 'stopped'; readonly reason: string },
    details: { readonly at: number; readonly requestId?: string | undefined },
  ): void
}

export interface Grants {
  /** What the hub client keeps its tokens in. Each change and what the history keeps of it are one transaction. */
  readonly store: GrantStore
  find(grantId: string): Grant | undefined
  living(): string[]
  /** The grant, and all others of the same person, if it is known who that is. */
  ofSamePerson(grantId: string): Grant[]
  rememberIdentity(grantId: string, identity: Identity): void
  /** Erases the tokens. False if it has ended before. */
  end(grantId: string, reason: OwnEndReason, at: number): boolean
  /** Ends grants that no browser can see any more, and forgets those that ended long ago. */
  purge(now: number): void
}

/** A sign-in gets its session right after its grant; one that has none by then never will. */
const withoutSessionMilliseconds = 10 * 60_000
const forgottenMilliseconds = 90 * 86_400_000

/** The grants of one client at one hub. Those of another issuer or client stay in the file, untouched. */
export function createGrants(
  database: DatabaseSync,
  options: {
    readonly issuer: string
    readonly clientId: string
    readonly sealer: Sealer
    readonly history: GrantHistory
    readonly clock: () => number
  },
): Grants {
  const { issuer, clientId, sealer, history, clock } = options
  const ours = [issuer, clientId] as const
  const columns = 'id, scope, sealed_identity, created_at, ended_at, end_reason'

  const selectTokens = database.prepare(
    'SELECT version, sealed_tokens FROM grants WHERE id = ? AND issuer = ? AND client_id = ? AND ended_at IS NULL',
  )
  const insert = database.prepare(
    `INSERT INTO grants (id, issuer, client_id, scope, version, sealed_tokens, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const replace = database.prepare(
    `UPDATE grants SET version = ?, sealed_tokens = ?, scope = ?
     WHERE id = ? AND issuer = ? AND client_id = ? AND version = ? - 1 AND ended_at IS NULL`,
  )
  const endVersion = database.prepare(
    `UPDATE grants SET ended_at = ?, end_reason = ?, sealed_tokens = NULL
     WHERE id = ? AND issuer = ? AND client_id = ? AND version = ? AND ended_at IS NULL`,
  )
  const endAny = database.prepare(
    `UPDATE grants SET ended_at = ?, end_reason = ?, sealed_tokens = NULL
     WHERE id = ? AND issuer = ? AND client_id = ? AND ended_at IS NULL`,
  )
  const select = database.prepare(`SELECT ${columns} FROM grants WHERE id = ? AND issuer = ? AND client_id = ?`)
  const selectLiving = database.prepare(
    'SELECT id FROM grants WHERE issuer = ? AND client_id = ? AND ended_at IS NULL ORDER BY created_at, id',
  )
  const selectSamePerson = database.prepare(
    `SELECT ${columns} FROM grants AS one WHERE issuer = ?1 AND client_id = ?2
       AND (id = ?3 OR identity_id = (SELECT identity_id FROM grants WHERE id = ?3 AND issuer = ?1 AND client_id = ?2))
     ORDER BY created_at DESC, id`,
  )
  const setIdentity = database.prepare(
    'UPDATE grants SET identity_id = ?, sealed_identity = ? WHERE id = ? AND issuer = ? AND client_id = ?',
  )
  const selectUnseen = database.prepare(
    `SELECT id FROM grants WHERE issuer = ? AND client_id = ? AND ended_at IS NULL AND created_at < ?
       AND NOT EXISTS (SELECT 1 FROM sessions WHERE grant_id = grants.id)`,
  )
  const forget = database.prepare(
    `DELETE FROM grants WHERE issuer = ? AND client_id = ? AND ended_at < ?
       AND NOT EXISTS (SELECT 1 FROM sessions WHERE grant_id = grants.id)`,
  )

  function load(grantId: string): TokenSet | undefined {
    const row = selectTokens.get(grantId, ...ours)
    if (!(row?.['sealed_tokens'] instanceof Uint8Array)) return undefined
    const tokens: TokenSet = JSON.parse(sealer.open(row['sealed_tokens'], tokensLabel(grantId, Number(row['version']))))
    return tokens
  }

  function save(tokens: TokenSet): 'saved' | 'conflict' {
    const { grantId, version, scope } = tokens
    const sealed = sealer.seal(JSON.stringify(tokens), tokensLabel(grantId, version))
    return transaction(database, () => {
      const { changes } =
        version === 1
          ? insert.run(grantId, ...ours, scope, version, sealed, clock())
          : replace.run(version, sealed, scope, grantId, ...ours, version)
      if (changes !== 1) return 'conflict'
      history.add(grantId, { event: version === 1 ? 'signed-in' : 'refreshed' }, { at: clock() })
      return 'saved'
    })
  }

  function endByHub({ grantId, version, reason, endedAt, requestId }: GrantEnd): 'ended' | 'conflict' {
    return transaction(database, () => {
      const { changes } = endVersion.run(endedAt, reason, grantId, ...ours, version)
      if (changes !== 1) return 'conflict'
      history.add(grantId, { event: 'stopped', reason }, { at: endedAt, requestId })
      return 'ended'
    })
  }

  function end(grantId: string, reason: OwnEndReason, at: number): boolean {
    return transaction(database, () => {
      const { changes } = endAny.run(at, reason, grantId, ...ours)
      if (changes === 1) history.add(grantId, { event: 'stopped', reason }, { at })
      return changes === 1
    })
  }

  function grantOf(row: Readonly<Record<string, unknown>>): Grant {
    const id = String(row['id'])
    const sealed = row['sealed_identity']
    const identity: Identity | undefined =
      sealed instanceof Uint8Array ? JSON.parse(sealer.open(sealed, identityLabel(id))) : undefined
    return {
      id,
      scope: String(row['scope']),
      identity,
      createdAt: Number(row['created_at']),
      end: row['ended_at'] === null ? undefined : { at: Number(row['ended_at']), reason: String(row['end_reason']) },
    }
  }

  return {
    store: {
      load: async (grantId) => load(grantId),
      save: async (tokens) => save(tokens),
      end: async (grantEnd) => endByHub(grantEnd),
    },
    find(grantId) {
      const row = select.get(grantId, ...ours)
      return row && grantOf(row)
    },
    living: () => selectLiving.all(...ours).map((row) => String(row['id'])),
    ofSamePerson: (grantId) => selectSamePerson.all(...ours, grantId).map(grantOf),
    rememberIdentity(grantId, identity) {
      const sealed = sealer.seal(JSON.stringify(identity), identityLabel(grantId))
      setIdentity.run(identity.identityId, sealed, grantId, ...ours)
    },
    end,
    purge(now) {
      const unseen = selectUnseen.all(...ours, now - withoutSessionMilliseconds)
      for (const row of unseen) end(String(row['id']), 'session-expired', now)
      forget.run(...ours, now - forgottenMilliseconds)
    },
  }
}

function tokensLabel(grantId: string, version: number): string {
  return `tokens:${grantId}:${version}`
}

function identityLabel(grantId: string): string {
  return `identity:${grantId}`
}
