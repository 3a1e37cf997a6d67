import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './furnished-hub.ts'

const run = promisify(execFile)

const BENEATH_BYTES = 40_000_000

/** A disk that begins to fail: writing succeeds, into the page cache, and the sync says that nothing of it arrived. */
export interface RefusingDisk {
  readonly folder: string
  refuse(): Promise<void>
  /** It works again, and shows what is on it, not what the page cache remembers. */
  repair(): Promise<void>
}

/**
 * A file system that promises more room than there is beneath it: its image lies, with holes, in a small file system in
 * memory. Null: this user may not mount.
 */
export async function refusingDisk(): Promise<RefusingDisk | null> {
  const home = await temporaryFolder()
  const [beneath, folder] = [join(home, 'beneath'), join(home, 'disk')]
  const [image, ballast] = [join(beneath, 'image'), join(beneath, 'ballast')]
  await mkdir(beneath)
  await mkdir(folder)
  const mountImage = () => run('mount', ['-o', 'loop,nodiscard', image, folder])
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${BENEATH_BYTES},mode=0700`, 'none', beneath])
    onTestFinished(async () => void (await run('umount', ['--lazy', beneath])))
    await run('truncate', ['--size', '200M', image])
    await run('mkfs.ext4', ['-q', '-E', 'nodiscard', image])
    await mountImage()
    onTestFinished(async () => void (await run('umount', ['--lazy', folder])))
  } catch {
    return null
  }
  return {
    folder,
    refuse: async () => {
      // Until there is no room.
      await writeFile(ballast, Buffer.alloc(BENEATH_BYTES)).catch(() => {})
    },
    repair: async () => {
      await rm(ballast)
      await run('umount', [folder])
      await mountImage()
    },
  }
}
