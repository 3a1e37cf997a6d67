import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemsOf } from './check-configuration.ts'
import { BadConfiguration, findConfiguration, loadConfiguration } from './load-configuration.ts'

const configuration = {
  issuer: 'https://login.example.com',
  clients: { public: { clientId: 'app', name: 'App', redirectUris: ['https://app.example/cb'], scope: 'profile' } },
  user: { username: 'ada', password: 'secret' },
}

test('reads a module, one whose default export is a function, and JSON', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'contract-config-'))
  const text = JSON.stringify(configuration)
  const files = {
    'contract.config.ts': `const value: { issuer: string } = ${text}\nexport default value`,
    'other.mjs': `export default async () => (${text})`,
    'other.json': text,
  }
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder.path, name), content)
  for (const name of Object.keys(files))
    expect(await loadConfiguration(join(folder.path, name)), name).toEqual(configuration)
  expect(findConfiguration(folder.path)).toBe(join(folder.path, 'contract.config.ts'))
  expect(findConfiguration(join(folder.path, 'empty'))).toBeUndefined()
})

test('says why a file cannot be read', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'contract-config-'))
  const path = join(folder.path, 'broken.mjs')
  await expect(loadConfiguration(path)).rejects.toThrow(`There is no ${path}`)
  await writeFile(path, 'throw new Error("the secret is not set")')
  await expect(loadConfiguration(path)).rejects.toThrow('the secret is not set')
  await writeFile(join(folder.path, 'none.mjs'), 'export const issuer = 1')
  await expect(loadConfiguration(join(folder.path, 'none.mjs'))).rejects.toThrow(BadConfiguration)
})

test('accepts what is complete', () => {
  expect(problemsOf(configuration)).toEqual([])
})

test('tells everything that is wrong at once', () => {
  const problems = problemsOf({
    issuer: 'https://login.example.com?x',
    isuer: '',
    clients: { pubic: {}, native: { scope: 'profile' }, clientCredentials: { clientId: 'a', scope: 'b' } },
    policy: 'yes',
  }).join('\n')
  for (const expected of [
    '`isuer` is not known. Did you mean `issuer`?',
    '`issuer` has neither query nor fragment',
    '`clients.pubic` has no part to play. Did you mean `public`?',
    '`clients.native.clientId` is missing',
    '`clients.native.redirectUris` is missing',
    '`policy` has to be: boolean',
    '`user` is missing',
  ])
    expect(problems).toContain(expected)
  expect(problems).not.toContain('clientCredentials')
  expect(problemsOf(null)[0]).toContain('defineConfig')
})
