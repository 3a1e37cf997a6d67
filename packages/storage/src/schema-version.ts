/**
 * One step of the schema. It only adds, so that the release before it can go on beside it; a later one takes away. It
 * changes one table at most of those that requests use, and holds it for a moment only.
 */
export interface Migration {
  readonly version: number
  /** The oldest schema version whose releases can still read and write after this step. */
  readonly minimumReader: number
  readonly statements: string
}

export interface SchemaVersion {
  readonly version: number
  readonly minimumReader: number
}

/** Version 0: nothing was ever migrated. */
export const NO_SCHEMA: SchemaVersion = { version: 0, minimumReader: 0 }

/** The schema was taken on by a release that this one cannot work beside. */
export class OutdatedReleaseError extends Error {
  override readonly name = 'OutdatedReleaseError'
}

/** The first step makes everything: a schema from before it, of a time before the first release, leads nowhere. */
export function checkOrigin(database: string, schema: SchemaVersion, steps: readonly Migration[]): void {
  const first = steps[0]?.version ?? 0
  if (schema.version > 0 && schema.version < first)
    throw new Error(
      `${database} has schema ${schema.version}, from before the first release, and cannot be migrated: begin with a new one`,
    )
}

/**
 * Neighbouring releases run side by side on one database; one that is too old for it must not touch it.
 * @param database how to name it to the operator
 */
export function checkReader(database: string, schema: SchemaVersion, own: number): SchemaVersion {
  if (schema.minimumReader > own)
    throw new OutdatedReleaseError(
      `${database} has schema ${schema.version}, which asks for a release that knows schema ` +
        `${schema.minimumReader} or newer; this one knows schema ${own}`,
    )
  return schema
}

export function checkMigrated(database: string, schema: SchemaVersion, own: number): void {
  if (schema.version < own)
    throw new Error(`${database} has schema ${schema.version} and needs ${own}: migrate it first`)
}
