import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { HEADER_START } from '../generate/generate.ts'

export type FileState = 'fresh' | 'stale' | 'missing'

/**
 * The text of a file; undefined when there is none. What does not begin like a generated file was written by a person:
 * it throws.
 */
export async function readGeneratedFile(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined || text.startsWith(HEADER_START)) return text
  throw new Error(
    `${file} does not begin with \`${HEADER_START}\`, so somebody may have written it. Move it away or delete it, then generate again.`,
  )
}

export function stateOf(before: string | undefined, text: string): FileState {
  if (before === undefined) return 'missing'
  // Git may have turned the ends of the lines into those of Windows.
  return before.replaceAll('\r\n', '\n') === text ? 'fresh' : 'stale'
}

/** Whoever reads meanwhile finds the old file or the new one. */
export async function writeGeneratedFile(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  try {
    await writeFile(temporary, text)
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}
