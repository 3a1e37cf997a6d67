import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { stderr } from 'node:process'

/** How much each program has logged so far, in bytes by file. */
export async function logSizes(folder: string): Promise<ReadonlyMap<string, number>> {
  const files = await logFiles(folder)
  return new Map(await Promise.all(files.map(async (file) => [file, (await stat(join(folder, file))).size] as const)))
}

/** Shows what the programs have logged since, for whoever has to find out why a test failed. */
export async function showLogsSince(folder: string, before: ReadonlyMap<string, number>): Promise<void> {
  for (const file of await logFiles(folder)) {
    const written = (await readFile(join(folder, file))).subarray(before.get(file) ?? 0)
    stderr.write(`\n--- ${file} during the failed test\n${written.toString()}`)
  }
}

async function logFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.log'))
}
