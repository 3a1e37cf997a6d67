import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documented-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The administrative commands of a page's shell blocks, each on one line. `serve` runs on, and is tried elsewhere. */
async function commandsOf(page: string): Promise<readonly string[]> {
  const text = await readFile(join(root, page), 'utf8')
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .filter((line) => line.includes('pnpm hub ') && !line.includes('pnpm hub serve'))
}

test.each(['README.md', 'apps/docs/guides/run-a-hub.md', 'apps/docs/guides/administer.md'])(
  'the commands in %s work in their order',
  async (page) => {
    const commands = await commandsOf(page)
    expect(commands.length).toBeGreaterThan(2)
    const database = `sqlite:${join(folder, page.replaceAll('/', '-'))}.sqlite`
    for (const command of commands) {
      const { stdout } = await promisify(execFile)(
        'sh',
        ['-c', command.replace('pnpm hub', '"$NODE" apps/auth-server/src/main.ts')],
        {
          cwd: root,
          env: { PATH: process.env['PATH'], NODE: process.execPath, HUB_DATABASE_URL: database, BACKUPS: folder },
        },
      )
      expect({ command, stdout }).not.toMatchObject({ stdout: '' })
    }
  },
  60_000,
)
