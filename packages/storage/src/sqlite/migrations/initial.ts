import type { Migration } from '../../schema-version.ts'

/**
 * Every record carries its tenant. Ids are time-ordered, so keys that are an id, or begin with one, grow at the end of
 * their tree, and a batch of thirty exchanges writes a few pages that they share, however many tenants they are of. Rows
 * are narrow enough for WITHOUT ROWID: one tree each. Tables that each request adds to have one all the same: SQLite
 * appends to such a tree without looking at its neighbouring pages, and its index has many entries to a page.
 *
 * A page costs a refresh more than all of its statements. So what belongs together is one row: a grant and its code, the
 * tokens of one response and what that can be made of again. Which token of a family works is one column of the grant,
 * where a rotation overwrites it in place. That is the one page of a refresh that it shares with nobody, and a family
 * cannot fork: the column holds one id.
 *
 * No foreign keys: each verb reads what it refers to in its own transaction, nothing that is referred to is deleted
 * before what refers to it has ended, and enforcing them would cost the hot path an index per reference.
 */
export const initial: Migration = {
  version: 4,
  minimumReader: 4,
  statements: `
    CREATE TABLE tenants (
      id TEXT NOT NULL PRIMARY KEY,
      slug TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      issuer TEXT,
      status TEXT NOT NULL CHECK (status IN ('open', 'suspended')),
      epoch INTEGER NOT NULL,
      policy_version INTEGER NOT NULL,
      locale TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      access_token_in_query INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE scopes (
      tenant_id TEXT NOT NULL,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      required_roles TEXT NOT NULL,
      access_token_seconds INTEGER,
      created_at INTEGER NOT NULL,
      PRIMARY KEY (tenant_id, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE clients (
      id TEXT NOT NULL PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      client_id TEXT NOT NULL,
      name TEXT NOT NULL,
      type TEXT NOT NULL CHECK (type IN ('confidential', 'public', 'native')),
      registered_by TEXT NOT NULL CHECK (registered_by IN ('administrator', 'self')),
      first_party INTEGER NOT NULL,
      auth_methods TEXT NOT NULL,
      grant_types TEXT NOT NULL,
      pkce TEXT NOT NULL CHECK (pkce IN ('required', 'optional')),
      code_seconds INTEGER NOT NULL,
      access_token_seconds INTEGER NOT NULL,
      refresh_idle_seconds INTEGER NOT NULL,
      refresh_absolute_seconds INTEGER NOT NULL,
      retry_window_seconds INTEGER NOT NULL,
      required_role TEXT,
      status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
      epoch INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (tenant_id, client_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE client_redirect_uris (
      client TEXT NOT NULL,
      position INTEGER NOT NULL,
      tenant_id TEXT NOT NULL,
      uri TEXT NOT NULL,
      PRIMARY KEY (client, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE client_scopes (
      client TEXT NOT NULL,
      position INTEGER NOT NULL,
      tenant_id TEXT NOT NULL,
      name TEXT NOT NULL,
      assignment TEXT NOT NULL CHECK (assignment IN ('requestable', 'automatic')),
      PRIMARY KEY (client, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE client_origins (
      client TEXT NOT NULL,
      position INTEGER NOT NULL,
      tenant_id TEXT NOT NULL,
      origin TEXT NOT NULL,
      PRIMARY KEY (client, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX client_origins_by_origin ON client_origins (tenant_id, origin);

    CREATE TABLE client_secrets (
      client TEXT NOT NULL,
      id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      secret_hash TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER,
      PRIMARY KEY (client, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE accounts (
      id TEXT NOT NULL PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('active', 'blocked', 'archived')),
      epoch INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      display_name TEXT NOT NULL,
      user_name TEXT NOT NULL,
      email_address TEXT,
      email_verified INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      erased_at INTEGER
    ) STRICT, WITHOUT ROWID;

    -- One value names one account, whether it is a user name or an address: else a person could sign in as another.
    CREATE TABLE account_identifiers (
      tenant_id TEXT NOT NULL,
      value TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('user_name', 'email')),
      account_id TEXT NOT NULL,
      PRIMARY KEY (tenant_id, value)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE account_credentials (
      account_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('password')),
      tenant_id TEXT NOT NULL,
      value TEXT NOT NULL,
      changed_at INTEGER NOT NULL,
      PRIMARY KEY (account_id, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE account_roles (
      account_id TEXT NOT NULL,
      role TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      assigned_at INTEGER NOT NULL,
      PRIMARY KEY (account_id, role)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sessions (
      id TEXT NOT NULL PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      session_hash BLOB NOT NULL UNIQUE CHECK (length(session_hash) = 32),
      account_id TEXT NOT NULL,
      account_epoch INTEGER NOT NULL,
      tenant_epoch INTEGER NOT NULL,
      sid TEXT,
      auth_at INTEGER NOT NULL,
      amr TEXT NOT NULL,
      acr TEXT,
      idle_ends_at INTEGER NOT NULL,
      absolute_ends_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_of_account ON sessions (account_id) WHERE ended_at IS NULL;
    CREATE INDEX sessions_by_end ON sessions (absolute_ends_at);

    CREATE TABLE interactions (
      id TEXT NOT NULL PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      browser_hash BLOB NOT NULL CHECK (length(browser_hash) = 32),
      client TEXT NOT NULL,
      request TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('login', 'consent', 'done')),
      version INTEGER NOT NULL,
      session_id TEXT,
      account_id TEXT,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX interactions_of_browser ON interactions (browser_hash) WHERE state <> 'done';
    CREATE INDEX interactions_by_end ON interactions (expires_at);

    CREATE TABLE consents (
      account_id TEXT NOT NULL,
      client TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      scopes TEXT NOT NULL,
      decided_at INTEGER NOT NULL,
      withdrawn_at INTEGER,
      PRIMARY KEY (account_id, client)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE grants (
      id TEXT NOT NULL PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      client TEXT NOT NULL,
      account_id TEXT NOT NULL,
      session_id TEXT,
      scopes TEXT NOT NULL,
      audience TEXT,
      auth_at INTEGER NOT NULL,
      amr TEXT NOT NULL,
      acr TEXT,
      cnf TEXT,
      account_epoch INTEGER NOT NULL,
      client_epoch INTEGER NOT NULL,
      tenant_epoch INTEGER NOT NULL,
      policy_version INTEGER NOT NULL,
      absolute_ends_at INTEGER NOT NULL,
      -- Its code, until a replay of that need not be noticed any longer: at the first look at review_at.
      code_hash BLOB CHECK (length(code_hash) = 32),
      redirect_uri TEXT,
      redirect_uri_sent INTEGER NOT NULL,
      code_challenge TEXT,
      nonce TEXT,
      code_failures INTEGER NOT NULL,
      code_ends_at INTEGER NOT NULL,
      -- The issued tokens of which the refresh token works, those that they replaced, and when that was: the grant's own
      -- id, and the instant of the decision, until there are any. What the hot path changes keeps its length, so that no
      -- page ever has to be split for it.
      tokens_id TEXT NOT NULL,
      previous_tokens_id TEXT NOT NULL,
      tokens_at INTEGER NOT NULL,
      -- The latest end of what was issued under the grant, refresh tokens aside.
      access_ends_at INTEGER NOT NULL,
      revoked_at INTEGER,
      revoked_reason TEXT,
      -- When it is worth looking whether anything of the grant can still be used, first of all its code; moved on by
      -- that look alone, so that an exchange and a refresh leave the index alone.
      review_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX grants_of_account ON grants (account_id, client) WHERE revoked_at IS NULL;
    CREATE INDEX grants_by_review ON grants (review_at);

    -- What one token response handed out: an access token, a refresh token or none, and for the length of the retry
    -- window what the response can be made of again. Each look at review_at erases what has ended; a used refresh
    -- token stays until its idle end, so that a replay is noticed, and is as small as that needs by then.
    CREATE TABLE issued_tokens (
      id TEXT NOT NULL PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      -- Null: from client credentials, resting on the client and the epochs below.
      grant_id TEXT,
      client TEXT,
      client_epoch INTEGER,
      tenant_epoch INTEGER,
      access_token_hash BLOB CHECK (length(access_token_hash) = 32),
      scopes TEXT,
      audience TEXT,
      cnf TEXT,
      access_ends_at INTEGER NOT NULL,
      refresh_token_hash BLOB CHECK (length(refresh_token_hash) = 32),
      idle_ends_at INTEGER,
      request_hash BLOB CHECK (length(request_hash) = 32),
      retry_answer BLOB,
      -- While there is a retry answer, the end of its window.
      review_at INTEGER NOT NULL,
      CHECK ((grant_id IS NULL) <> (client IS NULL)),
      CHECK ((refresh_token_hash IS NULL) = (idle_ends_at IS NULL))
    ) STRICT;
    CREATE INDEX issued_tokens_by_review ON issued_tokens (review_at);

    CREATE TABLE one_time (
      tenant_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      value_hash BLOB,
      subject TEXT,
      data TEXT,
      expires_at INTEGER NOT NULL,
      used_at INTEGER,
      PRIMARY KEY (tenant_id, kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX one_time_by_end ON one_time (expires_at);

    CREATE TABLE throttles (
      tenant_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      key_hash BLOB NOT NULL,
      count INTEGER NOT NULL,
      until INTEGER NOT NULL,
      PRIMARY KEY (tenant_id, kind, key_hash)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX throttles_by_end ON throttles (until);

    -- tenant_id is '' for what belongs to no tenant.
    CREATE TABLE events (
      id TEXT NOT NULL PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      type TEXT NOT NULL,
      version INTEGER NOT NULL,
      at INTEGER NOT NULL,
      request_id TEXT NOT NULL,
      actor TEXT,
      subject TEXT,
      client TEXT,
      grant_id TEXT,
      outcome TEXT NOT NULL,
      reason TEXT,
      source TEXT,
      data TEXT NOT NULL
    ) STRICT;
  `,
}
