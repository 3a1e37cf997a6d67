import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { argv, exit, stderr, stdout } from 'node:process'
import { previewPages } from './preview-pages.ts'

/** Writes every page in every state as a file, for people who design or translate. Returns the files' names. */
export async function writePreviews(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const files = previewPages().map(({ name, html }) => ({ file: `${name}.html`, html }))
  await Promise.all(files.map(({ file, html }) => writeFile(join(folder, file), html)))
  return files.map(({ file }) => file)
}

if (import.meta.main) {
  const [folder] = argv.slice(2)
  if (folder === undefined) {
    stderr.write('usage: node src/pages/preview.ts <folder>\n')
    exit(2)
  }
  const files = await writePreviews(folder)
  stdout.write(`${files.length} pages in ${folder}\n`)
}
