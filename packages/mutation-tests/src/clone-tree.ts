import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A copy of the working tree, with its dependencies, that may be changed. */
export interface Clone {
  readonly root: string
  remove(): Promise<void>
}

/**
 * Copies what git knows of, and what it does not ignore. Dependencies are installed anew and not linked: packages of the
 * workspace import each other through `node_modules`, and must find the copies.
 */
export async function cloneTree(root: string): Promise<Clone> {
  const clone = await mkdtemp(join(tmpdir(), 'mutation-'))
  const remove = () => rm(clone, { recursive: true, force: true })
  // Also when the command is stopped from outside.
  process.once('exit', () => rmSync(clone, { recursive: true, force: true }))
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  try {
    const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: root,
      maxBuffer: 64 * 2 ** 20,
    })
    for (const name of stdout.split('\0').filter(Boolean)) await copy(join(root, name), join(clone, name))
    // A JSON file of ours.
    const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest
    await run('npx', ['--yes', packageManager, 'install', '--prefer-offline', '--frozen-lockfile'], { cwd: clone })
    return { root: clone, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

interface Manifest {
  readonly packageManager: string
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await copyFile(from, to)
  } catch (error) {
    // git still lists what was removed and not yet committed.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
