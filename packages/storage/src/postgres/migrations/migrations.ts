import type { Migration } from '../../schema-version.ts'
import { administration } from './administration.ts'
import { hubScopes } from './hub-scopes.ts'
import { initial } from './initial.ts'

/** In order, without gaps. A step that was released is never edited. */
export const migrations: readonly Migration[] = [initial, ...administration, hubScopes]

/** The schema that this release was written for. */
export const OWN_VERSION = migrations.at(-1)?.version ?? 0
