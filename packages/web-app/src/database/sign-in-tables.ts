/** What a web app remembers of the people whom a hub signs in. The first step of its schema; never change it. */
export const signInTables = `
  CREATE TABLE key_check (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sealed BLOB NOT NULL
  ) STRICT;

  -- One sign-in at the hub. The tokens are erased when it ends.
  CREATE TABLE grants (
    id TEXT PRIMARY KEY,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    version INTEGER NOT NULL,
    sealed_tokens BLOB,
    identity_id TEXT,
    sealed_identity BLOB,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    end_reason TEXT,
    CHECK ((ended_at IS NULL) = (sealed_tokens IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
  ) STRICT;
  CREATE INDEX grants_by_identity ON grants (identity_id, issuer, client_id);
  CREATE INDEX living_grants ON grants (id) WHERE ended_at IS NULL;

  -- hash: SHA-256 of the browser's cookie.
  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX sessions_by_grant ON sessions (grant_id);

  -- What a browser has begun at the hub and not finished.
  CREATE TABLE pending_authorizations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state_hash TEXT NOT NULL UNIQUE,
    browser_hash TEXT NOT NULL,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX pending_by_browser ON pending_authorizations (browser_hash, id);
`
