import { signInTables } from '@identity-hub/web-app'

/** Each runs once, in order; `user_version` counts them. Never change one, add another. */
export const migrations: readonly string[] = [
  `
  ${signInTables}
  CREATE TABLE timeline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    grant_id TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    status INTEGER,
    reason TEXT,
    request_id TEXT
  ) STRICT;
  CREATE INDEX timeline_by_grant ON timeline (grant_id, id);
  `,
]
