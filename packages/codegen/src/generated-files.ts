import { copyFile, mkdir, readFile, readdir, rm } from 'node:fs/promises'
import path from 'node:path'

export interface StaleFile {
  /** From the root of the repository. */
  readonly file: string
  readonly why: 'differs' | 'missing' | 'extra'
}

/** Compares what was just generated with what is there, in those folders only and among `*.gen.ts` only. */
export async function staleFiles(fresh: string, root: string, folders: readonly string[]): Promise<StaleFile[]> {
  const stale: StaleFile[] = []
  for (const folder of folders) {
    const [wanted, present] = await Promise.all([
      generatedIn(path.join(fresh, folder)),
      generatedIn(path.join(root, folder)),
    ])
    for (const name of [...new Set([...wanted, ...present])].toSorted()) {
      const file = `${folder}/${name}`
      if (!present.includes(name)) stale.push({ file, why: 'missing' })
      else if (!wanted.includes(name)) stale.push({ file, why: 'extra' })
      else if (!(await sameContent(path.join(fresh, file), path.join(root, file)))) stale.push({ file, why: 'differs' })
    }
  }
  return stale
}

/** Makes the stale files fresh, and leaves every other file alone. */
export async function writeGenerated(fresh: string, root: string, stale: readonly StaleFile[]): Promise<void> {
  for (const { file, why } of stale) {
    const target = path.join(root, file)
    if (why === 'extra') {
      await rm(target)
    } else {
      await mkdir(path.dirname(target), { recursive: true })
      await copyFile(path.join(fresh, file), target)
    }
  }
}

async function generatedIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.gen.ts')).map((entry) => entry.name)
}

async function sameContent(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([readFile(a), readFile(b)])
  return left.equals(right)
}
