import type OAuth2Server from '@node-oauth/oauth2-server'
import { openDurableSqlite } from '../durable-sqlite.ts'
import type { Owner, Store } from './store.ts'

/**
 * One table for each kind of thing, and one statement and commit for each call, as the model asks for. A token pair is
 * two rows, so its two statements share a transaction.
 */
export function sqliteStore(path: string, { client, user }: Owner): Store {
  const db = openDurableSqlite(path)
  db.exec(`
    CREATE TABLE IF NOT EXISTS authorization_codes (
      code TEXT PRIMARY KEY, client_id TEXT NOT NULL, user_id TEXT NOT NULL, redirect_uri TEXT NOT NULL,
      scope TEXT NOT NULL, code_challenge TEXT, code_challenge_method TEXT, expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS access_tokens (
      token TEXT PRIMARY KEY, client_id TEXT NOT NULL, user_id TEXT NOT NULL, scope TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS refresh_tokens (
      token TEXT PRIMARY KEY, access_token TEXT NOT NULL, client_id TEXT NOT NULL, user_id TEXT NOT NULL,
      scope TEXT NOT NULL, expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `)
  const insertCode = db.prepare('INSERT INTO authorization_codes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)')
  const selectCode = db.prepare('SELECT * FROM authorization_codes WHERE code = ?1 AND client_id = ?2')
  const deleteCode = db.prepare('DELETE FROM authorization_codes WHERE code = ?1')
  const insertAccess = db.prepare('INSERT INTO access_tokens VALUES (?1, ?2, ?3, ?4, ?5)')
  const selectAccess = db.prepare('SELECT * FROM access_tokens WHERE token = ?1')
  const insertRefresh = db.prepare('INSERT INTO refresh_tokens VALUES (?1, ?2, ?3, ?4, ?5, ?6)')
  const selectRefresh = db.prepare('SELECT * FROM refresh_tokens WHERE token = ?1')
  const deleteRefresh = db.prepare('DELETE FROM refresh_tokens WHERE token = ?1')

  function insertPair(token: OAuth2Server.Token): void {
    const scope = toText(token.scope)
    db.exec('BEGIN IMMEDIATE')
    insertAccess.run(token.accessToken, client.id, String(user['id']), scope, timeOf(token.accessTokenExpiresAt))
    if (token.refreshToken !== undefined)
      insertRefresh.run(
        token.refreshToken,
        token.accessToken,
        client.id,
        String(user['id']),
        scope,
        timeOf(token.refreshTokenExpiresAt),
      )
    db.exec('COMMIT')
  }

  return {
    saveToken: async (token) => {
      insertPair(token)
      return { ...token, client, user }
    },
    getAccessToken: async (token) => {
      const row = selectAccess.get(token)
      if (row === undefined) return undefined
      return { accessToken: token, accessTokenExpiresAt: dateOf(row), scope: scopeOf(row), client, user }
    },
    getRefreshToken: async (token) => {
      const row = selectRefresh.get(token)
      if (row === undefined) return undefined
      return { refreshToken: token, refreshTokenExpiresAt: dateOf(row), scope: scopeOf(row), client, user }
    },
    revokeToken: async ({ refreshToken }) => deleteRefresh.run(refreshToken).changes === 1,
    saveAuthorizationCode: async (code) => {
      const { authorizationCode, redirectUri, codeChallenge = null, codeChallengeMethod = null } = code
      const scope = toText(code.scope)
      const expiresAt = code.expiresAt.getTime()
      const owner = [client.id, String(user['id'])] as const
      insertCode.run(authorizationCode, ...owner, redirectUri, scope, codeChallenge, codeChallengeMethod, expiresAt)
      return { ...code, client, user }
    },
    getAuthorizationCode: async (code) => {
      const row = selectCode.get(code, client.id)
      if (row === undefined) return undefined
      return {
        authorizationCode: code,
        expiresAt: dateOf(row),
        redirectUri: String(row['redirect_uri']),
        scope: scopeOf(row),
        codeChallenge: String(row['code_challenge']),
        codeChallengeMethod: String(row['code_challenge_method']),
        client,
        user,
      }
    },
    revokeAuthorizationCode: async ({ authorizationCode }) => deleteCode.run(authorizationCode).changes === 1,
  }
}

type Row = Record<string, unknown>

const toText = (scope: readonly string[] | undefined): string => (scope ?? []).join(' ')
const scopeOf = (row: Row): string[] => String(row['scope']).split(' ')
const timeOf = (date: Date | undefined): number => date?.getTime() ?? 0
const dateOf = (row: Row): Date => new Date(Number(row['expires_at']))
