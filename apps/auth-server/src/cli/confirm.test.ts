import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testTerminal, type TestTerminal } from './test-terminal.ts'

let terminal: TestTerminal
beforeAll(async () => {
  terminal = testTerminal()
  await terminal.json('tenant create acme --name Acme')
  await terminal.json('role create --tenant acme clerk')
})
afterAll(() => terminal[Symbol.dispose]())

const roles = async (): Promise<string> => JSON.stringify(await terminal.json('role list --tenant acme'))
const remove = 'role delete --tenant acme clerk'

describe('what cannot be undone', () => {
  test('is refused where nobody can be asked, unless --yes is there', async () => {
    expect(await terminal.refusal(remove)).toBe(
      'error: everybody who has the role clerk loses it; write --yes to do it\n',
    )
    expect(await roles()).toContain('"clerk"')
    expect(await terminal.json(`--yes ${remove}`)).toEqual({ name: 'clerk', deleted: true })
    expect(await roles()).not.toContain('"clerk"')
  })

  test.each(['', 'y\n', 'clerks\n'])('is not done by a person who types %j', async (stdin) => {
    await terminal.run('role create --tenant acme clerk')
    const { exitCode, stderr } = await terminal.run(remove, { stdin, isTerminal: true })
    expect(stderr).toContain('Everybody who has the role clerk loses it.\nType clerk to go on: ')
    expect(stderr).toContain('error: nothing was done, because "clerk" was not typed')
    expect(exitCode).toBe(2)
    expect(await roles()).toContain('"clerk"')
  })

  test('is done by a person who types the name', async () => {
    await terminal.run('role create --tenant acme clerk')
    expect(await terminal.run(remove, { stdin: 'clerk\n', isTerminal: true })).toMatchObject({ exitCode: 0 })
    expect(await roles()).not.toContain('"clerk"')
  })

  test('is not asked about when there is nothing of that name', async () => {
    const { stderr } = await terminal.run('role delete --tenant acme nobody', { isTerminal: true })
    expect(stderr).toBe('error: there is no role "nobody" in the tenant acme; hub role list shows what there is\n')
  })
})

test('a tenant is suspended by scripts as it always was, and by a person once they typed its name', async () => {
  const { exitCode, stderr } = await terminal.run('tenant suspend acme', { stdin: 'no\n', isTerminal: true })
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Type acme to go on')])
  expect(await terminal.json('tenant suspend acme')).toMatchObject({ suspended: true })
  expect(await terminal.json('tenant resume acme')).toMatchObject({ suspended: false })
  expect(await terminal.run('tenant suspend acme', { stdin: 'acme\n', isTerminal: true })).toMatchObject({
    exitCode: 0,
  })
})
