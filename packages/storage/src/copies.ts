import type { HubStorage, RestoredTenant } from '@identity-hub/core'

export interface CopyingOptions {
  /** How much is copied: 0 to 1. Called now and then. */
  readonly onProgress?: (share: number) => void
  /** Ends the copying, and leaves nothing behind. */
  readonly signal?: AbortSignal
}

export interface BackupOptions extends CopyingOptions {
  /** Put the copy in the place of a file that is there; default false. */
  readonly replace?: boolean
}

export type BackupOutcome =
  | { readonly outcome: 'copied'; readonly bytes: number; readonly schema: number }
  | {
      readonly outcome: 'refused'
      /** `not-sqlite`: the database makes copies with tools of its own. */
      readonly reason: 'not-sqlite' | 'no-database' | 'no-folder' | 'no-file' | 'exists' | 'is-the-database'
    }

export type RestoreInput = Parameters<HubStorage['restore']>[0]

export type RestoreOutcome =
  | {
      readonly outcome: 'restored'
      readonly tenants: readonly RestoredTenant[]
      /** Where the database is now that was there before; null: there was none. */
      readonly formerDatabase: string | null
    }
  | {
      readonly outcome: 'refused'
      /**
       * `in-use`: a hub, or a command, has the database open. `unreadable`: it cannot even be opened to find that out.
       * `not-ours`: the copy is no database of a hub.
       */
      readonly reason: 'not-sqlite' | 'no-copy' | 'is-the-database' | 'not-ours' | 'in-use' | 'unreadable'
    }
