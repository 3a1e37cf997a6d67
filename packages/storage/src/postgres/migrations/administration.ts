import type { Migration } from '../../schema-version.ts'

/**
 * What administration adds. Each step adds to one table that requests use, or makes new ones, so the release before goes
 * on beside it: what it writes has the defaults, which change nothing for anybody.
 */
export const administration: readonly Migration[] = [
  {
    version: 5,
    minimumReader: 4,
    statements: `
      -- Raised by every change that an administrator makes of the tenant itself.
      ALTER TABLE tenants ADD COLUMN revision integer NOT NULL DEFAULT 0;
      ALTER TABLE tenants ADD COLUMN rights_change text NOT NULL DEFAULT 'removed'
        CHECK (rights_change IN ('any', 'removed'));
      ALTER TABLE tenants ADD COLUMN event_retention_days integer NOT NULL DEFAULT 90;
      ALTER TABLE tenants ADD COLUMN truncate_addresses boolean NOT NULL DEFAULT false;
    `,
  },
  {
    version: 6,
    minimumReader: 4,
    statements: `
      ALTER TABLE scopes ADD COLUMN revision integer NOT NULL DEFAULT 0;
      -- The claim that an account needs, and its value; null: no claim, any value.
      ALTER TABLE scopes ADD COLUMN required_claim text;
      ALTER TABLE scopes ADD COLUMN required_claim_value text;
      -- The policy version that the last change of what it requires made.
      ALTER TABLE scopes ADD COLUMN rights_version integer NOT NULL DEFAULT 0;
    `,
  },
  {
    version: 7,
    minimumReader: 4,
    statements: `
      -- A deleted client stays as a disabled one that nothing finds, so that nobody gets its id, and its grants stay dead.
      ALTER TABLE clients ADD COLUMN deleted_at bigint;
    `,
  },
  {
    version: 8,
    minimumReader: 4,
    statements: `
      -- JSON object: names and values that scopes can require.
      ALTER TABLE accounts ADD COLUMN claims text NOT NULL DEFAULT '{}';
      -- The policy version that the last change of its roles or claims made.
      ALTER TABLE accounts ADD COLUMN rights_version integer NOT NULL DEFAULT 0;
      -- The display name as it is searched: NFKC, lower case. Null: written by a release that did not know it.
      ALTER TABLE accounts ADD COLUMN search_name text COLLATE "C";
      -- Expressions alone, so that no request that looks for one account by its id takes this for the way to it.
      CREATE INDEX accounts_by_name
        ON accounts ((tenant_id || ' ' || status), (COALESCE(search_name, lower(display_name)) COLLATE "C"), (id || ''));
    `,
  },
  {
    version: 9,
    minimumReader: 4,
    statements: `
      CREATE TABLE roles (
        tenant_id text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        description text NOT NULL,
        revision integer NOT NULL,
        created_at bigint NOT NULL,
        PRIMARY KEY (tenant_id, name)
      );
      INSERT INTO roles (tenant_id, name, description, revision, created_at)
        SELECT tenant_id, role, '', 0, min(assigned_at) FROM account_roles GROUP BY tenant_id, role;
      CREATE INDEX account_roles_by_role ON account_roles ((tenant_id || ' ' || role));
    `,
  },
  {
    version: 10,
    minimumReader: 4,
    statements: `
      -- What the browser called itself, and where it was, when the person signed in.
      ALTER TABLE sessions ADD COLUMN user_agent text;
      ALTER TABLE sessions ADD COLUMN source text;
    `,
  },
  {
    version: 11,
    minimumReader: 4,
    statements: `
      -- The personal part of an event, before and after, apart from it: it is erased with the account.
      CREATE TABLE event_details (
        account_id text COLLATE "C" NOT NULL,
        event_id text COLLATE "C" NOT NULL,
        tenant_id text COLLATE "C" NOT NULL,
        data text NOT NULL,
        PRIMARY KEY (account_id, event_id)
      );
      -- How many events of a kind an hour had; made of the events by and by. hour is the instant at which it begins.
      CREATE TABLE event_counts (
        tenant_id text COLLATE "C" NOT NULL,
        hour bigint NOT NULL,
        type text COLLATE "C" NOT NULL,
        outcome text COLLATE "C" NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (tenant_id, hour, type, outcome)
      );
      -- Work on all events that goes on in small slices: the id up to which it has come.
      CREATE TABLE event_tasks (
        task text COLLATE "C" NOT NULL PRIMARY KEY,
        tenant_id text COLLATE "C" NOT NULL,
        account_id text COLLATE "C",
        position text COLLATE "C" NOT NULL
      );
    `,
  },
  {
    version: 12,
    minimumReader: 4,
    statements: `
      CREATE INDEX account_identifiers_of_account ON account_identifiers (account_id);
    `,
  },
  {
    version: 13,
    minimumReader: 4,
    statements: `
      -- The subject of a password link is its account; most one-time values have none.
      CREATE INDEX one_time_of_subject ON one_time (subject) WHERE subject IS NOT NULL;
    `,
  },
]
