import { globSync } from 'node:fs'

/** What the page is about: the protocol, and how SQLite keeps it. PostgreSQL has the same verbs and the same suite. */
const subject = [
  'packages/core/src/{account,authorization,bearer,interaction,introspection,metadata,registration,revocation,rights,scope,token}/**/*.ts',
  'packages/storage/src/{sqlite,rows}/*.ts',
]

/** The files that are changed, from the root. */
export function subjectFiles(root: string, only: string | null): readonly string[] {
  return globSync(only ?? subject, { cwd: root })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .toSorted()
}
