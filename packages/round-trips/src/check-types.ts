import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')

/** What TypeScript 7 says of modules in one folder, with everything switched on that makes it stricter; nothing, it is hoped. */
export async function checkTypes(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'round-trips-types-'))
  try {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      isolatedDeclarations: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      // The runtime is imported from where it stands.
      rewriteRelativeImportExtensions: false,
      typeRoots: [path.join(import.meta.dirname, '../node_modules/@types')],
    }
    const tsconfig = { extends: path.join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] }
    const written = {
      ...files,
      'package.json': JSON.stringify({ type: 'module' }),
      'tsconfig.json': JSON.stringify(tsconfig),
    }
    await Promise.all(Object.entries(written).map(([name, content]) => writeFile(path.join(folder, name), content)))
    return await runCompiler(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The one that checks this repository, not the one that the generators need. */
async function runCompiler(folder: string): Promise<string> {
  const manifest = createRequire(path.join(root, 'package.json')).resolve('typescript/package.json')
  const args = [path.join(path.dirname(manifest), 'bin/tsc'), '-p', folder, '--pretty', 'false']
  return await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) => {
      // It exits with 1 or 2 when there are type errors.
      if (error && typeof error.code !== 'number') reject(error)
      else resolve(stdout + stderr)
    })
  })
}
