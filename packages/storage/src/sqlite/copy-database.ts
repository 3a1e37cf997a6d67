import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { removeDatabase, syncPath } from './durable-file.ts'

export interface CopyOptions {
  /** How much is copied: 0 to 1. Called now and then. */
  readonly onProgress?: ((share: number) => void) | undefined
  /** Ends it, and leaves nothing behind. */
  readonly signal?: AbortSignal | undefined
  /** Called as soon as the source is read no longer. */
  readonly onRead?: () => void
}

// 8 MB: long enough to be fast, short enough to be told of.
const PAGES_AT_A_TIME = 2_000

/**
 * Copies a database, as it is at one moment, to a file beside `target`, for the owner alone; answers its name. It is one
 * file, checked, on the disk. Whoever writes to the source meanwhile goes on undisturbed.
 */
export async function copyDatabase(source: DatabaseSync, target: string, options: CopyOptions = {}): Promise<string> {
  const copy = `${target}.partial-${randomBytes(4).toString('hex')}`
  try {
    // Only a new file: nobody could have put a link there.
    closeSync(openSync(copy, 'wx', 0o600))
    await copyPages(source, copy, options)
    finish(copy)
    syncPath(copy)
    return copy
  } catch (error) {
    removeDatabase(copy)
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`${target} cannot be made: ${why}`, { cause: error })
  }
}

async function copyPages(
  source: DatabaseSync,
  copy: string,
  { onProgress, signal, onRead }: CopyOptions,
): Promise<void> {
  // SQLite begins anew whenever somebody writes between two steps, on a busy hub for ever, unless a transaction of the same
  // connection keeps the moment.
  source.exec('BEGIN; SELECT count(*) FROM sqlite_schema')
  try {
    await backup(source, copy, {
      rate: PAGES_AT_A_TIME,
      progress: ({ totalPages, remainingPages }) => {
        signal?.throwIfAborted()
        onProgress?.(1 - remainingPages / totalPages)
      },
    })
    signal?.throwIfAborted()
  } finally {
    source.exec('ROLLBACK')
    onRead?.()
  }
}

/** Without a log of its own, it is whole wherever it is carried. */
function finish(copy: string): void {
  using db = new DatabaseSync(copy)
  db.exec('PRAGMA journal_mode = DELETE')
  const found = db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
  if (found !== 'ok') throw new Error(`the database that it was copied from is damaged: ${String(found)}`)
}
