import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { commandToRun } from './run-alone.ts'

test('the command names the test', () => {
  expect(commandToRun({ id: 'PKCE-07/a-wrong-verifier' })).toBe('identity-hub-contract --only PKCE-07/a-wrong-verifier')
})

test.each(['it\'s $(touch x) `y` "z"', 'a b; c', '*'])('a shell takes %j for the name of a test', async (id) => {
  const command = commandToRun({ id }).replace('identity-hub-contract --only', "printf '%s'")
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command])
  expect(stdout).toBe(id)
})
