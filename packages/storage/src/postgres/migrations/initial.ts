import type { Migration } from '../../schema-version.ts'

/**
 * Every record carries its tenant. Ids are time-ordered and compared byte by byte, so keys that begin with an id grow at
 * the end of their tree, and a batch of thirty exchanges writes a few pages that they share. Tables whose rows change
 * leave room in their pages, and no column that the hot path changes is indexed: such an update stays in its page and
 * touches no index. Nor has an index a condition, which would tempt the planner of a small table to read all of it.
 *
 * What belongs together is one row: a grant and its code, the tokens of one response and what that can be made of again.
 * Which token of a family works is one column of the grant, so a family cannot fork: the column holds one id.
 *
 * No foreign keys: each verb reads what it refers to in its own transaction, nothing that is referred to is deleted
 * before what refers to it has ended, and each of them would cost the hot path a look and a lock.
 */
export const initial: Migration = {
  version: 4,
  minimumReader: 4,
  statements: `
    CREATE TABLE tenants (
      id text COLLATE "C" NOT NULL PRIMARY KEY,
      slug text COLLATE "C" NOT NULL UNIQUE,
      name text NOT NULL,
      issuer text,
      status text NOT NULL CHECK (status IN ('open', 'suspended')),
      epoch integer NOT NULL,
      policy_version integer NOT NULL,
      locale text NOT NULL,
      created_at bigint NOT NULL,
      access_token_in_query boolean NOT NULL DEFAULT false
    );

    CREATE TABLE scopes (
      tenant_id text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      description text NOT NULL,
      required_roles text NOT NULL,
      access_token_seconds integer,
      created_at bigint NOT NULL,
      PRIMARY KEY (tenant_id, name)
    );

    CREATE TABLE clients (
      id text COLLATE "C" NOT NULL PRIMARY KEY,
      tenant_id text COLLATE "C" NOT NULL,
      client_id text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      type text NOT NULL CHECK (type IN ('confidential', 'public', 'native')),
      registered_by text NOT NULL CHECK (registered_by IN ('administrator', 'self')),
      first_party boolean NOT NULL,
      auth_methods text NOT NULL,
      grant_types text NOT NULL,
      pkce text NOT NULL CHECK (pkce IN ('required', 'optional')),
      code_seconds integer NOT NULL,
      access_token_seconds integer NOT NULL,
      refresh_idle_seconds integer NOT NULL,
      refresh_absolute_seconds integer NOT NULL,
      retry_window_seconds integer NOT NULL,
      required_role text,
      status text NOT NULL CHECK (status IN ('active', 'disabled')),
      epoch integer NOT NULL,
      revision integer NOT NULL,
      created_at bigint NOT NULL,
      UNIQUE (tenant_id, client_id)
    );

    CREATE TABLE client_redirect_uris (
      client text COLLATE "C" NOT NULL,
      position integer NOT NULL,
      tenant_id text COLLATE "C" NOT NULL,
      uri text NOT NULL,
      PRIMARY KEY (client, position)
    );

    CREATE TABLE client_scopes (
      client text COLLATE "C" NOT NULL,
      position integer NOT NULL,
      tenant_id text COLLATE "C" NOT NULL,
      name text NOT NULL,
      assignment text NOT NULL CHECK (assignment IN ('requestable', 'automatic')),
      PRIMARY KEY (client, position)
    );

    CREATE TABLE client_origins (
      client text COLLATE "C" NOT NULL,
      position integer NOT NULL,
      tenant_id text COLLATE "C" NOT NULL,
      origin text COLLATE "C" NOT NULL,
      PRIMARY KEY (client, position)
    );
    CREATE INDEX client_origins_by_origin ON client_origins (tenant_id, origin);

    CREATE TABLE client_secrets (
      client text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      tenant_id text COLLATE "C" NOT NULL,
      secret_hash text NOT NULL,
      created_at bigint NOT NULL,
      expires_at bigint,
      PRIMARY KEY (client, id)
    );

    CREATE TABLE accounts (
      id text COLLATE "C" NOT NULL PRIMARY KEY,
      tenant_id text COLLATE "C" NOT NULL,
      status text NOT NULL CHECK (status IN ('active', 'blocked', 'archived')),
      epoch integer NOT NULL,
      revision integer NOT NULL,
      display_name text NOT NULL,
      user_name text NOT NULL,
      email_address text,
      email_verified boolean NOT NULL,
      created_at bigint NOT NULL,
      erased_at bigint
    );

    -- One value names one account, whether it is a user name or an address: else a person could sign in as another.
    CREATE TABLE account_identifiers (
      tenant_id text COLLATE "C" NOT NULL,
      value text COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL CHECK (kind IN ('user_name', 'email')),
      account_id text COLLATE "C" NOT NULL,
      PRIMARY KEY (tenant_id, value)
    );

    CREATE TABLE account_credentials (
      account_id text COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL CHECK (kind IN ('password')),
      tenant_id text COLLATE "C" NOT NULL,
      value text NOT NULL,
      changed_at bigint NOT NULL,
      PRIMARY KEY (account_id, kind)
    );

    CREATE TABLE account_roles (
      account_id text COLLATE "C" NOT NULL,
      role text COLLATE "C" NOT NULL,
      tenant_id text COLLATE "C" NOT NULL,
      assigned_at bigint NOT NULL,
      PRIMARY KEY (account_id, role)
    );

    CREATE TABLE sessions (
      id text COLLATE "C" NOT NULL PRIMARY KEY,
      tenant_id text COLLATE "C" NOT NULL,
      session_hash bytea NOT NULL UNIQUE CHECK (length(session_hash) = 32),
      account_id text COLLATE "C" NOT NULL,
      account_epoch integer NOT NULL,
      tenant_epoch integer NOT NULL,
      sid text,
      auth_at bigint NOT NULL,
      amr text NOT NULL,
      acr text,
      idle_ends_at bigint NOT NULL,
      absolute_ends_at bigint NOT NULL,
      ended_at bigint
    ) WITH (fillfactor = 80);
    CREATE INDEX sessions_of_account ON sessions (account_id);
    CREATE INDEX sessions_by_end ON sessions (absolute_ends_at);

    CREATE TABLE interactions (
      id text COLLATE "C" NOT NULL PRIMARY KEY,
      tenant_id text COLLATE "C" NOT NULL,
      browser_hash bytea NOT NULL CHECK (length(browser_hash) = 32),
      client text COLLATE "C" NOT NULL,
      request text NOT NULL,
      state text NOT NULL CHECK (state IN ('login', 'consent', 'done')),
      version integer NOT NULL,
      session_id text COLLATE "C",
      account_id text COLLATE "C",
      created_at bigint NOT NULL,
      expires_at bigint NOT NULL
    ) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
    CREATE INDEX interactions_of_browser ON interactions (browser_hash);
    CREATE INDEX interactions_by_end ON interactions (expires_at);

    CREATE TABLE consents (
      account_id text COLLATE "C" NOT NULL,
      client text COLLATE "C" NOT NULL,
      tenant_id text COLLATE "C" NOT NULL,
      scopes text NOT NULL,
      decided_at bigint NOT NULL,
      withdrawn_at bigint,
      PRIMARY KEY (account_id, client)
    );

    CREATE TABLE grants (
      id text COLLATE "C" NOT NULL PRIMARY KEY,
      tenant_id text COLLATE "C" NOT NULL,
      client text COLLATE "C" NOT NULL,
      account_id text COLLATE "C" NOT NULL,
      session_id text COLLATE "C",
      scopes text NOT NULL,
      audience text,
      auth_at bigint NOT NULL,
      amr text NOT NULL,
      acr text,
      cnf text,
      account_epoch integer NOT NULL,
      client_epoch integer NOT NULL,
      tenant_epoch integer NOT NULL,
      policy_version integer NOT NULL,
      absolute_ends_at bigint NOT NULL,
      -- Its code, until a replay of that need not be noticed any longer: at the first look at review_at.
      code_hash bytea CHECK (length(code_hash) = 32),
      redirect_uri text,
      redirect_uri_sent boolean NOT NULL,
      code_challenge text,
      nonce text,
      code_failures integer NOT NULL,
      code_ends_at bigint NOT NULL,
      -- The issued tokens of which the refresh token works, those that they replaced, and when that was: the grant's own
      -- id, and the instant of the decision, until there are any.
      tokens_id text COLLATE "C" NOT NULL,
      previous_tokens_id text COLLATE "C" NOT NULL,
      tokens_at bigint NOT NULL,
      -- The latest end of what was issued under the grant, refresh tokens aside.
      access_ends_at bigint NOT NULL,
      revoked_at bigint,
      revoked_reason text,
      -- When it is worth looking whether anything of the grant can still be used, first of all its code; moved on by
      -- that look alone, so that an exchange and a refresh leave the index alone.
      review_at bigint NOT NULL
    ) WITH (fillfactor = 70);
    CREATE INDEX grants_of_account ON grants (account_id, client);
    CREATE INDEX grants_by_review ON grants (review_at);

    -- What one token response handed out: an access token, a refresh token or none, and for the length of the retry
    -- window what the response can be made of again. Each look at review_at erases what has ended; a used refresh token
    -- stays until its idle end, so that a replay is noticed, and is as small as that needs by then.
    CREATE TABLE issued_tokens (
      id text COLLATE "C" NOT NULL PRIMARY KEY,
      tenant_id text COLLATE "C" NOT NULL,
      -- Null: from client credentials, resting on the client and the epochs below.
      grant_id text COLLATE "C",
      client text COLLATE "C",
      client_epoch integer,
      tenant_epoch integer,
      access_token_hash bytea CHECK (length(access_token_hash) = 32),
      scopes text,
      audience text,
      cnf text,
      access_ends_at bigint NOT NULL,
      refresh_token_hash bytea CHECK (length(refresh_token_hash) = 32),
      idle_ends_at bigint,
      request_hash bytea CHECK (length(request_hash) = 32),
      retry_answer bytea,
      -- While there is a retry answer, the end of its window.
      review_at bigint NOT NULL,
      CHECK ((grant_id IS NULL) <> (client IS NULL)),
      CHECK ((refresh_token_hash IS NULL) = (idle_ends_at IS NULL))
    ) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
    CREATE INDEX issued_tokens_by_review ON issued_tokens (review_at);

    CREATE TABLE one_time (
      tenant_id text COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      value_hash bytea,
      subject text,
      data text,
      expires_at bigint NOT NULL,
      used_at bigint,
      PRIMARY KEY (tenant_id, kind, id)
    );
    CREATE INDEX one_time_by_end ON one_time (expires_at);

    CREATE TABLE throttles (
      tenant_id text COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL,
      key_hash bytea NOT NULL,
      count integer NOT NULL,
      until bigint NOT NULL,
      PRIMARY KEY (tenant_id, kind, key_hash)
    ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
    CREATE INDEX throttles_by_end ON throttles (until);

    -- tenant_id is '' for what belongs to no tenant.
    CREATE TABLE events (
      tenant_id text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      type text NOT NULL,
      version integer NOT NULL,
      at bigint NOT NULL,
      request_id text COLLATE "C" NOT NULL,
      actor text,
      subject text,
      client text COLLATE "C",
      grant_id text COLLATE "C",
      outcome text NOT NULL,
      reason text,
      source text,
      data text NOT NULL,
      PRIMARY KEY (tenant_id, id)
    );
  `,
}
