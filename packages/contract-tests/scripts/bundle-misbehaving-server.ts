import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'rolldown'

// The misbehaving server stands on packages of this repository that are not published, so they go into its files. What
// npm has stays a dependency.
const home = join(import.meta.dirname, '..')
const source = join(home, 'src', 'misbehaving-server')
const target = join(home, 'dist', 'misbehaving-server')
// Written by hand, read by npm.
const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
}

await build({
  input: { index: join(source, 'index.ts'), main: join(source, 'main.ts') },
  platform: 'node',
  external: (id) => id.startsWith('node:') || Object.keys(dependencies).some((name) => `${id}/`.startsWith(`${name}/`)),
  output: { dir: target, format: 'esm', chunkFileNames: '[name].js' },
})

// Of the types only those of the entry are told; they name nothing inside.
const types = mkdtempSync(join(tmpdir(), 'misbehaving-server-'))
try {
  const folders = ['--rootDir', join(home, 'src'), '--outDir', types]
  const options = ['--emitDeclarationOnly', '--sourceMap', 'false', ...folders]
  execFileSync('tsc', ['-p', join(home, 'tsconfig.json'), ...options], { stdio: 'inherit' })
  cpSync(join(types, 'misbehaving-server', 'index.d.ts'), join(target, 'index.d.ts'))
} finally {
  rmSync(types, { recursive: true })
}
