import { execFile } from 'node:child_process'
import { mkdir, mkdtempDisposable, readFile, readdir, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const packageFolder = fileURLToPath(new URL('..', import.meta.url))

interface Manifest {
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly dependencies: Readonly<Record<string, string>>
}

/** `pnpm pack`, by the version that the repository names. */
async function pack(into: string): Promise<void> {
  const { packageManager } = JSON.parse(await readFile(join(packageFolder, '../../package.json'), 'utf8')) as {
    readonly packageManager: string
  }
  const env = { ...process.env, pnpm_config_verify_deps_before_run: 'false' }
  await run('npx', ['--yes', packageManager, 'pack', '--pack-destination', into], { cwd: packageFolder, env })
}

/** The packed files, unpacked, beside nothing but the dependencies that they name. */
async function install(folder: string): Promise<{ readonly root: string; readonly manifest: Manifest }> {
  await pack(folder)
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  await run('tar', ['-xzf', tarball], { cwd: folder })
  const root = join(folder, 'package')
  // The package file that pnpm has just written.
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest
  for (const name of Object.keys(manifest.dependencies)) {
    const place = join(root, 'node_modules', name)
    await mkdir(dirname(place), { recursive: true })
    await symlink(join(packageFolder, 'node_modules', name), place)
  }
  return { root, manifest }
}

test('the packed files run with nothing but what npm would install', { timeout: 120_000 }, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'contract-pack-'))
  const { root, manifest } = await install(folder.path)

  const unpublished = Object.entries(manifest.dependencies).filter(
    ([name, version]) => name.startsWith('@identity-hub/') || !/^[~^]?\d/.test(version),
  )
  expect(unpublished).toEqual([])
  const { bin, exports } = manifest
  const exported = Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry)))
  for (const target of [...Object.values(bin), ...exported]) await readFile(join(root, target))

  const main = join(root, bin['identity-hub-contract'] ?? '')
  const { stdout } = await run(process.execPath, [main, '--list'], { cwd: folder.path })
  expect(stdout).toContain('PKCE-07/a-wrong-verifier-is-invalid-grant  MUST')
  const script =
    "import { defineConfig, runContract } from '@identity-hub/contract-tests'; console.log(typeof defineConfig, typeof runContract)"
  const imported = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: root })
  expect(imported.stdout.trim()).toBe('function function')
})
