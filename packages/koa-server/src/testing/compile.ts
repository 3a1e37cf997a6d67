import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Snippet {
  readonly name: string
  readonly code: string
  /** A part of the compiler's message; none when the snippet has to compile. */
  readonly error?: string
}

/** The compiler's messages by snippet. */
export async function compile(snippets: readonly Snippet[]): Promise<Map<string, string[]>> {
  const packageFolder = path.resolve(import.meta.dirname, '../..')
  const folder = await mkdtemp(path.join(tmpdir(), 'koa-server-types-'))
  try {
    const from = JSON.stringify(path.join(packageFolder, 'src/index.ts'))
    const head = `import { createRouter, createWebhookRouter, type Handlers, type OperationRequest, type OperationResponse } from ${from}`
    for (const [index, { code }] of snippets.entries()) {
      await writeFile(path.join(folder, `snippet${index}.ts`), `${head}\n${code}\n`)
    }
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
    await writeFile(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: path.resolve(packageFolder, '../../tsconfig.base.json'),
        compilerOptions: {
          noEmit: true,
          noUnusedLocals: false,
          rewriteRelativeImportExtensions: false,
          typeRoots: [path.join(packageFolder, 'node_modules/@types')],
        },
        include: ['*.ts'],
      }),
    )
    const tsc = createRequire(import.meta.url).resolve('typescript/package.json')
    const output = await new Promise<string>((resolve, reject) => {
      const args = [path.join(path.dirname(tsc), 'bin/tsc'), '-p', folder, '--pretty', 'false']
      execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) => {
        // It exits with 1 or 2 when there are type errors, and those are wanted.
        if (error && typeof error.code !== 'number') reject(error)
        else if (stderr) reject(new Error(stderr))
        else resolve(stdout)
      })
    })
    return bySnippet(output, snippets)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A message begins with `file(line,column): error`; what follows is indented. */
function bySnippet(output: string, snippets: readonly Snippet[]): Map<string, string[]> {
  const messages = new Map<string, string[]>()
  for (const message of output.split(/\n(?=\S)/).filter(Boolean)) {
    const index = /^snippet(\d+)\.ts\(/.exec(message)?.[1]
    const name = index === undefined ? undefined : snippets[Number(index)]?.name
    if (name === undefined) throw new Error(`The compiler says: ${message}`)
    messages.set(name, [...(messages.get(name) ?? []), message])
  }
  return messages
}
