import { execFile } from 'node:child_process'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './furnished-hub.ts'

const run = promisify(execFile)

/** A disk, or something that ends like one, for a database that is to grow until there is no room. */
export interface LimitedDisk {
  /** Where the database lies. */
  readonly folder: string
  /** Leaves so little room for the files of the process that load fills it. */
  tighten(pid: number): Promise<void>
  /** There is room again. */
  relieve(pid: number): Promise<void>
}

const ROOM_BYTES = 3_000_000

/** A file system of its own, in memory, with a file on it that takes up most of the room. Null: this user may not mount. */
export async function smallFileSystem(): Promise<LimitedDisk | null> {
  const folder = await temporaryFolder()
  const mounted = join(folder, 'disk')
  await mkdir(mounted)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0700', 'none', mounted])
  } catch {
    return null
  }
  // Lazily: the hub may still be using it, and is gone a moment later.
  onTestFinished(async () => void (await run('umount', ['--lazy', mounted])))
  const ballast = join(mounted, 'ballast')
  return {
    folder: mounted,
    tighten: async () => {
      const { bavail, bsize } = await statfs(mounted)
      await writeFile(ballast, Buffer.alloc(bavail * bsize - ROOM_BYTES))
    },
    relieve: () => rm(ballast),
  }
}

/** No file of the process may grow beyond a size (RLIMIT_FSIZE): a write fails with EFBIG, and needs nobody's permission. */
export async function smallFiles(): Promise<LimitedDisk> {
  return {
    folder: await temporaryFolder(),
    tighten: (pid) => limitFiles(pid, ROOM_BYTES),
    relieve: (pid) => limitFiles(pid, 'unlimited'),
  }
}

async function limitFiles(pid: number, bytes: number | 'unlimited'): Promise<void> {
  await run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
}
