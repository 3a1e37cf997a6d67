import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'
import { generate } from '../generate/generate.ts'

const root = path.resolve(import.meta.dirname, '../../../..')

/**
 * What TypeScript 7 says of each snippet, by name, beside a stub of the document. Snippets import from `./koa.gen.ts`.
 * A message has several lines; the first begins with the name of its snippet's file.
 */
export async function compile(yaml: string, snippets: Readonly<Record<string, string>>): Promise<Map<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'openapi-koa-types-'))
  try {
    const runtime = path.join(import.meta.dirname, '../runtime/index.ts')
    const { text } = await generate(parse(yaml) as Record<string, unknown>, { runtime }) // a document is an object
    const names = Object.keys(snippets)
    const compilerOptions = {
      noEmit: true,
      noUnusedLocals: false,
      noUnusedParameters: false,
      rewriteRelativeImportExtensions: false,
      typeRoots: [path.join(import.meta.dirname, '../../node_modules/@types')],
    }
    const tsconfig = { extends: path.join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] }
    const files = {
      'koa.gen.ts': text,
      'package.json': JSON.stringify({ type: 'module' }),
      'tsconfig.json': JSON.stringify(tsconfig),
      ...Object.fromEntries(names.map((name, index) => [`handlers${index}.ts`, `${snippets[name]}\n`])),
    }
    await Promise.all(Object.entries(files).map(([name, content]) => writeFile(path.join(folder, name), content)))
    return byName(await runCompiler(folder), names)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The one that checks this repository, not the one that the generators need. */
async function runCompiler(folder: string): Promise<string> {
  const manifest = createRequire(path.join(root, 'package.json')).resolve('typescript/package.json')
  const args = [path.join(path.dirname(manifest), 'bin/tsc'), '-p', folder, '--pretty', 'false']
  return await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) => {
      // It exits with 1 or 2 when there are type errors, and those are wanted.
      if (error && typeof error.code !== 'number') reject(error)
      else if (stderr) reject(new Error(stderr))
      else resolve(stdout)
    })
  })
}

/** A message begins with `file(line,column): error`; what follows is indented. */
function byName(output: string, names: readonly string[]): Map<string, string> {
  const messages = new Map<string, string>()
  for (const message of output.split(/\n(?=\S)/).filter(Boolean)) {
    const [, index, rest = ''] = /^handlers(\d+)\.ts\(\d+,\d+\): error ([^]*)$/.exec(message) ?? []
    const name = index === undefined ? undefined : names[Number(index)]
    if (name === undefined) throw new Error(`The compiler says: ${message}`)
    const before = messages.get(name)
    messages.set(name, before === undefined ? rest.trimEnd() : `${before}\n${rest.trimEnd()}`)
  }
  return messages
}
