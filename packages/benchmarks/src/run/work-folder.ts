import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TMPFS = 0x01021994
const RAMFS = 0x858458f6

/**
 * A folder for databases and logs that goes when the run is over.
 * @throws Error where the folder is in memory: there a sync costs nothing, and durability would look free
 */
export function makeWorkFolder(parent: string = tmpdir()): { path: string; remove(): void } {
  const { type } = statfsSync(parent)
  if (type === TMPFS || type === RAMFS)
    throw new Error(`${parent} is in memory, where a sync costs nothing; name a folder on a disk with --folder`)
  const path = mkdtempSync(join(parent, 'identity-hub-bench-'))
  // PostgreSQL refuses to run as root, and its own user must get through to its folder.
  chmodSync(path, 0o711)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
