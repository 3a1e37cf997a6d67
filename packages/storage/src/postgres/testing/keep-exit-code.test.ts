import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const server = fileURLToPath(new URL('postgres-server.ts', import.meta.url))

test.each([
  ['a code that was set', 'process.exitCode = 3', 3],
  ['a code that it ends with', 'process.exit(4)', 4],
  ['no code', '', 0],
])('a process that has loaded PostgreSQL ends with %s', async (_case, script, expected) => {
  const source = `await import(${JSON.stringify(server)}); ${script}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'inherit' })
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(expected)
})
