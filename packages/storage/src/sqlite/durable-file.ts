import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'

/** Its content, or a folder's list of names, is on the disk. */
export function syncPath(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Gives a finished file its name. False: there is a file of that name, and it stays. */
export function publish(file: string, name: string, options: { readonly replace: boolean }): boolean {
  if (options.replace) renameSync(file, name)
  else if (!renameToNew(file, name)) return false
  syncPath(dirname(name))
  return true
}

// Renaming would replace a file that appeared a moment ago; a second name cannot.
function renameToNew(file: string, name: string): boolean {
  try {
    linkSync(file, name)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') return false
    // This file system knows no second names.
    if (existsSync(name)) return false
    renameSync(file, name)
    return true
  }
  rmSync(file)
  return true
}

/** With what SQLite may have put beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true })
}
