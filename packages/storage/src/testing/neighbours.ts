import type { Migration } from '../schema-version.ts'

/** What the release after this one would do: it adds, and this one goes on beside it. */
export const expanding = (own: number): readonly Migration[] => [
  {
    version: own + 1,
    minimumReader: own,
    statements: `
      CREATE TABLE logos (client text NOT NULL PRIMARY KEY, url text NOT NULL);
      ALTER TABLE clients ADD COLUMN logo text`,
  },
  {
    version: own + 2,
    minimumReader: own,
    statements: `
      ALTER TABLE grants ADD COLUMN purpose text NOT NULL DEFAULT 'sign-in';
      CREATE INDEX grants_by_purpose ON grants (purpose)`,
  },
]

/** What the one after that would do, when none of this release runs any longer: it takes away. */
export const contracting = (own: number): Migration => ({
  version: own + 3,
  minimumReader: own + 2,
  statements: 'ALTER TABLE clients RENAME COLUMN required_role TO needs_role',
})
