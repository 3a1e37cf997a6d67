import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// A folder outside the repository, plain npm, and nothing but what the README says: its files and its commands, in order.

const run = promisify(execFile)
const packageFolder = path.resolve(import.meta.dirname, '../../openapi-koa')
const repository = path.resolve(packageFolder, '../..')
const museum = path.resolve(import.meta.dirname, '../fixtures/museum.yaml')

/** A block of the README: ```` ```ts src/server.ts ```` has a file's name, others have none. */
interface Block {
  readonly language: string
  readonly file: string | undefined
  readonly text: string
}

let folder = ''
let blocks: readonly Block[] = []
let server: ChildProcess | undefined
let port = 0

// The commands find the Node that runs the tests, and npm with it.
const env = {
  ...process.env,
  PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH']}`,
  NODE_PATH: '',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_prefer_offline: 'true',
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'openapi-koa-stranger-'))
  const [tarball] = await Promise.all([pack(), copyFile(museum, path.join(folder, 'museum.yaml'))])
  blocks = await readBlocks(tarball)
  for (const { file, text } of blocks) {
    if (file === undefined) continue
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
    await writeFile(path.join(folder, file), text)
  }
  port = await freePort()
}, 240_000)

afterAll(async () => {
  if (server?.kill()) await once(server, 'exit')
  await rm(folder, { recursive: true })
})

/** `pnpm pack`, by the version that the repository names. */
async function pack(): Promise<string> {
  const { packageManager } = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8')) as {
    readonly packageManager: string
  }
  const packed = path.join(folder, 'packed')
  await mkdir(packed)
  await run('npx', ['--yes', packageManager, 'pack', '--pack-destination', packed], {
    cwd: packageFolder,
    env: { ...env, pnpm_config_verify_deps_before_run: 'false' },
  })
  const [tarball = ''] = await readdir(packed)
  return path.join(packed, tarball)
}

/** What the registry would give for the name and the version, the tarball gives here. */
async function readBlocks(tarball: string): Promise<readonly Block[]> {
  const readme = await readFile(path.join(packageFolder, 'README.md'), 'utf8')
  const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  } // npm's format
  const text = readme
    .replaceAll(`"@identity-hub/openapi-koa": "${version}"`, `"@identity-hub/openapi-koa": "file:${tarball}"`)
    .replaceAll('npm install @identity-hub/openapi-koa', `npm install ${tarball}`)
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)].map(([, language = '', file, code = '']) => ({
    language,
    file,
    text: code,
  }))
}

/** The commands of the README's shell blocks; what begins with `#` is what the command before it prints. */
function commands(): { readonly command: string; readonly prints: string | undefined }[] {
  const lines = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'))
  return lines.flatMap((line, index) => {
    if (line.startsWith('#')) return []
    const next = lines[index + 1]
    return [{ command: line, prints: next?.startsWith('# ') ? next.slice(2) : undefined }]
  })
}

async function shell(command: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', command], { cwd: folder, env })
  return stdout
}

describe('a stranger', () => {
  test('installs with npm, without a word about peers', { timeout: 240_000 }, async () => {
    const installing = commands().filter(({ command }) => /\bnpm\b/.test(command))
    expect(installing.length).toBeGreaterThan(3)
    for (const { command } of installing) {
      const { stderr } = await run('sh', ['-c', command], { cwd: folder, env })
      expect(stderr).not.toMatch(/peer|ERESOLVE/i)
    }
    const here = await readdir(path.join(folder, 'node_modules'))
    expect(here).not.toContain('@hey-api')
    const { version } = JSON.parse(
      await readFile(path.join(folder, 'node_modules/typescript/package.json'), 'utf8'),
    ) as { version: string } // npm's format
    expect(version).toMatch(/^7\./)
  })

  test('generates, and checks that it is fresh', { timeout: 60_000 }, async () => {
    for (const { command } of commands().filter(({ command: one }) => /\bgenerate\b/.test(one) && !/\bnpm\b/.test(one)))
      await shell(command)
    expect(await shell('cd generator && npm run --silent check')).toBe('')
  })

  test.each([
    ['7', ['node_modules/typescript/bin/tsc']],
    // It takes ten times as long, half of it for the declarations of Node.
    ['5.9', ['generator/node_modules/typescript/bin/tsc', '--skipLibCheck']],
  ])('compiles every example under TypeScript %s', { timeout: 60_000 }, async (_, tsc) => {
    const examples = blocks.filter(({ language, file }) => language === 'ts' && file === undefined)
    for (const [index, { text }] of examples.entries()) {
      await writeFile(path.join(folder, `src/example${index}.ts`), text)
    }
    const compiled = await run(process.execPath, [...tsc, '--pretty', 'false'], { cwd: folder, env }).catch(
      (error: unknown) => error,
    )
    expect(compiled).toEqual({ stdout: '', stderr: '' })
  })

  test('has a server that answers as the README says', { timeout: 60_000 }, async () => {
    server = spawn(process.execPath, ['src/server.ts'], {
      cwd: folder,
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (server.stdout === null) throw new Error('A pipe was asked for')
    const [said] = await Promise.race([once(server.stdout, 'data'), once(server, 'exit')])
    expect(String(said)).toBe(`http://localhost:${port}\n`)
    const calls = commands().filter(({ command }) => command.startsWith('curl '))
    expect(calls.length).toBeGreaterThan(3)
    for (const { command, prints } of calls) {
      expect({ command, prints: await shell(command.replace(':3000', `:${port}`)) }).toEqual({ command, prints })
    }
  })
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('A server on a port has an address object')
  return address.port
}
