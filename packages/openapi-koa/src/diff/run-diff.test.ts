import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runDiff } from './run-diff.ts'

const OLD = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    get: { operationId: a, responses: { '200': { description: A. }, '404': { description: B. } } }
`

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'openapi-diff-'))
  await writeFile(path.join(folder, 'old.yaml'), OLD)
  await writeFile(path.join(folder, 'new.yaml'), OLD.replace("'200'", "'201'"))
  await writeFile(path.join(folder, 'servers.yaml'), OLD.replace(", '404': { description: B. }", ''))
  await writeFile(path.join(folder, 'broken.yaml'), 'openapi: [')
  await writeFile(path.join(folder, 'other.yaml'), 'a: 1')
  await writeFile(path.join(folder, 'broken.json'), '{')
})

afterAll(() => rm(folder, { recursive: true }))

async function run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  const code = await runDiff(
    words.map((word) => (/\.(?:yaml|json)$/.test(word) ? path.join(folder, word) : word)),
    { stdout: (text) => (stdout += text), stderr: (text) => (stderr += text) },
  )
  return { code, stdout: stdout.replaceAll(folder, '.'), stderr: stderr.replaceAll(folder, '.') }
}

it('says that nothing changed', async () => {
  expect(await run('old.yaml', 'old.yaml')).toEqual({
    code: 0,
    stdout: 'Nothing changed that could be seen on the wire.\n',
    stderr: '',
  })
})

it('says what changed, whom it breaks, and where it stands', async () => {
  const { code, stdout } = await run('old.yaml', 'new.yaml')
  expect(code).toBe(1)
  expect(stdout).toMatchInlineSnapshot(`
    "Breaks clients and servers (1)
      GET /a: 200 was removed
        status-removed, #/paths/~1a/get/responses/200

    Breaks clients (1)
      GET /a: 201 was added
        status-added, #/paths/~1a/get/responses/201
    2 changes: 2 break clients of the old document, 1 break servers of it.
    "
  `)
})

it('fails only for those whom the caller cares for', async () => {
  const codes = await Promise.all(
    ['clients', 'servers', 'both', 'none'].map(
      async (whom) => (await run('old.yaml', 'servers.yaml', '--fail-on', whom)).code,
    ),
  )
  expect(codes).toEqual([0, 1, 1, 0])
})

it('tells programs the same', async () => {
  const { stdout } = await run('old.yaml', 'servers.yaml', '--json')
  expect(JSON.parse(stdout)).toEqual({
    changes: [
      {
        rule: 'status-removed',
        breaks: 'servers',
        message: '404 was removed',
        subject: 'GET /a',
        pointer: '#/paths/~1a/get/responses/404',
        meaning: 'A status was removed.',
      },
    ],
  })
})

describe('what cannot be compared', () => {
  it.each([
    [['old.yaml'], 'Two documents are compared; 1 were given.'],
    [['old.yaml', 'new.yaml', 'new.yaml'], 'Two documents are compared; 3 were given.'],
    [['old.yaml', 'new.yaml', '--fail-on', 'you'], '--fail-on is you; write clients, servers, both or none.'],
    [['old.yaml', 'new.yaml', '--loud'], "Unknown option '--loud'"],
    [['old.yaml', 'missing.yaml'], './missing.yaml cannot be read: ENOENT'],
    [['old.yaml', 'broken.yaml'], './broken.yaml: '],
    [['old.yaml', 'broken.json'], './broken.json: '],
    [['old.yaml', 'other.yaml'], './other.yaml is no OpenAPI document: it has no `openapi`.'],
  ])('%j', async (words, message) => {
    const { code, stderr, stdout } = await run(...words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})

it('explains itself', async () => {
  expect((await run('--help')).stdout).toContain('openapi-koa diff <old> <new>')
})
