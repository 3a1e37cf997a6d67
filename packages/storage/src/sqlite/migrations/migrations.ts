import { initial } from './initial.ts'

/** One step of the schema. It only adds, so that the release before it can go on beside it; a later one takes away. */
export interface Migration {
  readonly version: number
  /** The oldest schema version whose releases can still read and write after this step. */
  readonly minimumReader: number
  readonly statements: string
}

/** In order, without gaps. A step that was released is never edited. */
export const migrations: readonly Migration[] = [initial]
