import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { missingGenerators } from './missing-generators.ts'
import { runCli } from './run-cli.ts'

const DOCUMENT = `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: A thing. }
`
const PLUGIN = pathToFileURL(path.join(import.meta.dirname, '../hey-api/index.ts')).href

interface Project {
  readonly folder: string
  readonly document: string
  readonly config: string
  readonly generated: string
  readonly run: typeof runHere
}

async function project({ document = DOCUMENT, output = 'clean: false' } = {}): Promise<Project> {
  const folder = await mkdtemp(path.join(tmpdir(), 'openapi-koa-cli-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const at = (name: string) => path.join(folder, name)
  await writeFile(at('things.yaml'), document)
  const paths = { input: at('things.yaml'), generated: at('generated') }
  await writeFile(
    at('openapi-ts.config.mjs'),
    `import { openapiKoa } from ${JSON.stringify(PLUGIN)}
export default {
  input: ${JSON.stringify(paths.input)},
  output: { path: ${JSON.stringify(paths.generated)}, ${output} },
  plugins: [openapiKoa()],
}
`,
  )
  return {
    folder,
    document: paths.input,
    config: at('openapi-ts.config.mjs'),
    generated: path.join(paths.generated, 'koa.gen.ts'),
    run: runHere,
  }
}

async function runHere(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const code = await runCli(words, {
    stdout: (text) => (said.stdout += text),
    stderr: (text) => (said.stderr += text),
  })
  return { code, ...said }
}

describe('generate', () => {
  it('follows a configuration, and says what it did', async () => {
    const { run, config, generated } = await project()
    const file = path.relative('', generated)
    expect(await run('generate', '--file', config)).toEqual({ code: 0, stdout: `${file} is written\n`, stderr: '' })
    expect(await readFile(generated, 'utf8')).toContain("'getThing'")
    expect(await run('generate', '--file', config)).toEqual({ code: 0, stdout: `${file} is unchanged\n`, stderr: '' })
  })

  it('takes a document without a configuration, and writes the same', async () => {
    const { run, config, document, folder, generated } = await project()
    await run('generate', '-f', config)
    const output = path.join(folder, 'other')
    expect((await run('generate', document, '-o', output)).code).toBe(0)
    expect(await readFile(path.join(output, 'koa.gen.ts'), 'utf8')).toBe(await readFile(generated, 'utf8'))
  })

  it('bundles a document of several files', async () => {
    const ref = DOCUMENT.replace('{ type: string }', "{ $ref: 'schemas.yaml#/Id' }")
    const { run, document, folder, generated } = await project({ document: ref })
    await writeFile(path.join(folder, 'schemas.yaml'), 'Id: { type: string, maxLength: 7 }\n')
    expect(await run('generate', document, '-o', path.dirname(generated))).toMatchObject({ code: 0 })
    expect(await readFile(generated, 'utf8')).toContain('maxLength: 7')
  })

  it('refuses to let hey-api empty the folder, and does so before anything is gone', async () => {
    for (const output of ['clean: true', '']) {
      const { run, config, folder } = await project({ output })
      await mkdir(path.join(folder, 'generated'))
      await writeFile(path.join(folder, 'generated/handlers.ts'), 'mine')
      expect(await run('generate', '-f', config)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('Set output.clean to false'),
      })
      expect(await readFile(path.join(folder, 'generated/handlers.ts'), 'utf8')).toBe('mine')
    }
  })
})

it('refuses a client beside it whose folder is emptied with ours in it', async () => {
  const { run, config, folder } = await project()
  const text = await readFile(config, 'utf8')
  const client = { input: path.join(folder, 'things.yaml'), output: folder, plugins: ['@hey-api/typescript'] }
  await writeFile(config, text.replace('export default {', `export default [${JSON.stringify(client)}, {`) + ']')
  const before = await readdir(folder)
  expect(await run('generate', '-f', config)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`hey-api empties ${folder} `),
  })
  expect(await readdir(folder)).toEqual(before)
})

describe('check', () => {
  it('is silent when all is fresh', async () => {
    const { run, config } = await project()
    await run('generate', '-f', config)
    expect(await run('check', '-f', config)).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('names what is stale and what to type, and writes nothing', async () => {
    const { run, config, document, generated } = await project()
    await run('generate', '-f', config)
    const before = await readFile(generated, 'utf8')
    await writeFile(document, DOCUMENT.replace('A thing.', 'One thing.'))
    expect(await run('check', '-f', config)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${path.relative('', generated)} is stale\nType: npx --no openapi-koa generate --file ${config}\n`,
    })
    expect(await readFile(generated, 'utf8')).toBe(before)
  })

  it('notices a file that was edited by hand, and one that is missing', async () => {
    const { run, config, generated } = await project()
    expect((await run('check', '-f', config)).stderr).toContain('is missing')
    await run('generate', '-f', config)
    await appendFile(generated, '// mine\n')
    expect((await run('check', '-f', config)).stderr).toContain('is stale')
  })

  it('forgives the ends of lines that Git writes on Windows', async () => {
    const { run, config, generated } = await project()
    await run('generate', '-f', config)
    await writeFile(generated, (await readFile(generated, 'utf8')).replaceAll('\n', '\r\n'))
    expect((await run('check', '-f', config)).code).toBe(0)
  })

  it('says the same as JSON', async () => {
    const { run, config, document, generated } = await project()
    const file = path.relative('', generated)
    const { code, stdout } = await run('check', '--json', '-f', config)
    expect({ code, said: JSON.parse(stdout) as unknown }).toEqual({
      code: 1,
      said: { ok: false, files: [{ file, state: 'missing' }], warnings: [] },
    })
    await writeFile(document, DOCUMENT.replace('name: id', 'name: ident'))
    const failed = await run('check', '--json', '-f', config)
    expect({ code: failed.code, said: JSON.parse(failed.stdout) as unknown }).toMatchObject({
      code: 1,
      said: { ok: false, files: [], error: { pointer: '#/paths/~1things~1{id}/get' } },
    })
  })
})

describe('a mistake is told in its own words', () => {
  it.each([
    [
      'broken YAML, with its line',
      `${DOCUMENT}  x: [`,
      1,
      /things\.yaml: unexpected end .* \(12:1\)|things\.yaml: .*\(11:\d+\)/s,
    ],
    ['not an OpenAPI document', 'openapi: 4.0.0', 1, /this is "4\.0\.0"\.\n$/],
    [
      'something unsupported, with its place',
      DOCUMENT.replace('name: id', 'name: ident'),
      1,
      /things\.yaml: #\/paths\/~1things~1\{id\}\/get: The path parameter id is not declared\.\n$/,
    ],
    [
      'a reference to nothing',
      DOCUMENT.replace('{ description: A thing. }', "{ $ref: '#/components/responses/Thing' }"),
      1,
      /Does a reference in it point to nothing\?\n$/,
    ],
    [
      'a reference to nothing in a part that is there',
      `${DOCUMENT.replace('{ type: string }', "{ $ref: '#/components/schemas/Id' }")}components: { schemas: {} }\n`,
      1,
      /^[^\n]*things\.yaml#\/components\/schemas\/Id points to nothing\.\n$/,
    ],
  ])('%s', async (_, text, code, message) => {
    const { run, document, folder } = await project({ document: text })
    const said = await run('check', document, '-o', path.join(folder, 'generated'))
    expect(said).toEqual({ code, stdout: '', stderr: expect.stringMatching(message) })
    expect(await readdir(folder)).toEqual(['openapi-ts.config.mjs', 'things.yaml'])
  })

  it.each([
    ['a document that is not there', ['generate', 'nothing.yaml', '-o', 'x'], 'nothing.yaml is not there.'],
    ['a configuration that is not there', ['generate', '-f', 'nothing.ts'], 'nothing.ts is not there.'],
    ['neither of them', ['generate'], 'There is no openapi-ts.config.ts here.'],
    ['both of them', ['generate', 'a.yaml', '-f', 'a.ts'], 'not both'],
    ['no folder', ['generate', 'a.yaml'], '--output <folder>'],
    ['a folder beside a configuration', ['check', '-o', 'x'], 'a configuration names its own'],
    ['an option that there is not', ['check', '--outptu', 'x'], '--output'],
    ['a command that there is not', ['chekc'], 'check'],
    ['no command', [], 'generate'],
  ])('%s', async (_, words, message) => {
    expect(await runHere(...words)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) })
  })

  it('a configuration without the plugin', async () => {
    const { run, config } = await project()
    await writeFile(config, "export default { input: 'a.yaml', output: 'x', plugins: ['@hey-api/typescript'] }")
    expect(await run('check', '-f', config)).toMatchObject({ code: 2, stderr: expect.stringContaining('openapiKoa()') })
  })

  it('a configuration that does not run', async () => {
    const { run, config } = await project()
    await writeFile(config, "throw new Error('No such luck')")
    expect(await run('check', '-f', config)).toMatchObject({ code: 2, stderr: 'No such luck\n' })
  })
})

async function install(versions: Readonly<Record<string, string>>): Promise<string> {
  const { folder } = await project()
  for (const [name, version] of Object.entries(versions)) {
    await mkdir(path.join(folder, 'node_modules', name), { recursive: true })
    await writeFile(path.join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version }))
  }
  return path.join(folder, 'main.js')
}

describe('generators', () => {
  it('that are missing are named, with what to type', async () => {
    const said = missingGenerators(await install({ typescript: '5.9.3' }))
    expect(said).toMatch(
      /^openapi-koa generates with @hey-api\/openapi-ts, openapi-typescript, not installed here\. Type: npm install /,
    )
  })

  it('do not run beside TypeScript 7', async () => {
    const all = { '@hey-api/openapi-ts': '0.99.0', 'openapi-typescript': '7.13.0' }
    expect(missingGenerators(await install({ ...all, typescript: '7.0.2' }))).toContain(
      'TypeScript 7.0.2 no longer has',
    )
    expect(missingGenerators(await install({ ...all, typescript: '5.9.3' }))).toBeUndefined()
  })
})

it('compares documents without any generator', async () => {
  const { run, document, folder } = await project()
  const old = path.join(folder, 'old.yaml')
  await writeFile(old, DOCUMENT.replace('{ type: string }', '{ type: string, maxLength: 9 }'))
  expect(await run('diff', document, document)).toMatchObject({ code: 0 })
  expect(await run('diff', document, old)).toMatchObject({ code: 1 })
})

it('is a command, which finds the configuration where it is typed', async () => {
  const { folder, generated } = await project()
  const command = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), 'generate'], { cwd: folder })
  const said: Buffer[] = []
  for (const stream of [command.stdout, command.stderr]) stream.on('data', (data: Buffer) => said.push(data))
  const [code] = await once(command, 'close')
  expect({ code, said: Buffer.concat(said).toString() }).toEqual({ code: 0, said: 'generated/koa.gen.ts is written\n' })
  expect(await readFile(generated, 'utf8')).toContain("'getThing'")
})
