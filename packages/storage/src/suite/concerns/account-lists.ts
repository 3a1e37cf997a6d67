import type { Account, ListAccounts, TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { id, newAccount, START } from '../fixtures.ts'
import { giveRole, type OpenWorld } from '../world.ts'

/** Display name, user name, address. */
type Person = readonly [displayName: string, userName: string, emailAddress?: string]

async function make(tenant: TenantStorage, people: readonly Person[]): Promise<void> {
  for (const [at, [displayName, userName, emailAddress = null]] of people.entries()) {
    const account = newAccount(userName, { id: id(START + at), displayName, emailAddress })
    await tenant.createAccount({ account, passwordHash: null, now: START })
  }
}

/** Goes through all pages, of which each but the last is full. */
async function listAll(tenant: TenantStorage, input: Partial<ListAccounts>, limit = 2): Promise<Account[]> {
  const all: Account[] = []
  for (let after: ListAccounts['after'] = null; ;) {
    const page = await tenant.listAccounts({ limit, ...input, after })
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    all.push(...page.rows)
    if (page.next === null) return all
    expect(page.rows).toHaveLength(limit)
    // As it comes back in a cursor.
    after = JSON.parse(JSON.stringify(page.next)) as string[]
  }
}

const namesOf = (accounts: readonly Account[]) => accounts.map(({ displayName }) => displayName)

const change = async (tenant: TenantStorage, userName: string, kind: 'block' | 'archive' | 'erase') => {
  const found = await tenant.findAccountByIdentifier(userName)
  if (found.outcome !== 'found') throw new Error(`${userName} is unknown`)
  await tenant.changeAccount({ accountId: found.account.id, change: { kind }, now: START })
}

/** Without the person of the world, who has a name like theirs. */
async function openEmpty(openWorld: OpenWorld): Promise<TenantStorage> {
  const { tenant, person } = await openWorld()
  await tenant.changeAccount({ accountId: person.account.id, change: { kind: 'erase' }, now: START })
  return tenant
}

export function accountListTests(openWorld: OpenWorld): void {
  test('accounts are listed by name, whatever its case and width, then by id', async () => {
    const tenant = await openEmpty(openWorld)
    await make(tenant, [
      ['zoe', 'u1'],
      ['Ada', 'u2'],
      ['ＢＯＢ', 'u3'],
      ['ada', 'u4'],
      ['Émile', 'u5'],
      ['\u{1F600}', 'u6'],
      ['\uFFFD', 'u7'],
      ['bob', 'u8'],
    ])
    const expected = ['u2', 'u4', 'u3', 'u8', 'u1', 'u5', 'u7', 'u6']
    for (const limit of [1, 2, 3, 8, 50])
      expect((await listAll(tenant, {}, limit)).map(({ userName }) => userName)).toEqual(expected)
    const exact = await tenant.listAccounts({ after: null, limit: 8 })
    expect(exact.next).toBeNull()
  })

  test('a search finds names by how they begin, then user names and addresses', async () => {
    const tenant = await openEmpty(openWorld)
    await make(tenant, [
      ['Jan Smit', 'jsmit', 'jan.smit@example.com'],
      ['Janneke', 'zz', 'jan.n@example.com'],
      ['Piet', 'jan', 'piet@example.com'],
      ['Anna', 'anna', 'janssen@example.com'],
      ['Both', 'jan-both', 'jan@both.example'],
      ['Karel Jan', 'karel', 'karel.jan@example.com'],
    ])
    const expected = ['Jan Smit', 'Janneke', 'Piet', 'Both', 'Anna']
    for (const limit of [1, 2, 3, 5]) expect(namesOf(await listAll(tenant, { search: 'Jan' }, limit))).toEqual(expected)
    for (const search of ['JAN', ' jan', 'ｊａｎ'])
      expect(namesOf(await listAll(tenant, { search }, 9))).toEqual(expected)
    expect(namesOf(await listAll(tenant, { search: 'jan s' }))).toEqual(['Jan Smit'])
    expect(namesOf(await listAll(tenant, { search: 'PIET@example.com' }))).toEqual(['Piet'])
    expect(namesOf(await listAll(tenant, { search: '' }))).toHaveLength(6)
  })

  test('a search is no pattern, and what cannot be a name finds nobody', async () => {
    const tenant = await openEmpty(openWorld)
    await make(tenant, [['Jan', 'jan', 'jan@example.com']])
    for (const search of ['%', '_an', 'j%', "'", 'jan*', '\\', '\0', 'ja\0', '\uD800', 'nobody'])
      expect(await tenant.listAccounts({ after: null, limit: 9, search })).toEqual({ rows: [], next: null })
  })

  test('names of any script are found by how they begin', async () => {
    const tenant = await openEmpty(openWorld)
    const names = ['Émile', 'Ёлка', '李小龙', '\uFFFDx', '\u{1F600}smile', '100% Ada', 'a_b', '\u{10FFFF}last']
    await make(
      tenant,
      names.map((name, at): Person => [name, `u${at}`]),
    )
    for (const name of names) {
      expect(namesOf(await listAll(tenant, { search: name }))).toEqual([name])
      const [first = ''] = name
      expect(namesOf(await listAll(tenant, { search: first }))).toEqual([name])
    }
    expect(await listAll(tenant, {})).toHaveLength(names.length)
  })

  test('archived accounts are listed and found for whoever asks for them', async () => {
    const tenant = await openEmpty(openWorld)
    await make(tenant, [
      ['Ada', 'ada', 'x@example.com'],
      ['Bob', 'bob', 'ada@example.com'],
      ['Adam', 'adam'],
      ['Adrian', 'adrian'],
    ])
    await change(tenant, 'ada', 'archive')
    await change(tenant, 'adam', 'block')
    expect(namesOf(await listAll(tenant, {}))).toEqual(['Adam', 'Adrian', 'Bob'])
    expect(namesOf(await listAll(tenant, { search: 'ada' }))).toEqual(['Adam', 'Bob'])
    expect(namesOf(await listAll(tenant, { status: 'active' }))).toEqual(['Adrian', 'Bob'])
    expect(namesOf(await listAll(tenant, { status: 'blocked' }))).toEqual(['Adam'])
    expect(namesOf(await listAll(tenant, { status: 'archived', search: 'ada' }))).toEqual(['Ada'])
    // With the one that was erased.
    expect(namesOf(await listAll(tenant, { status: 'archived' }))).toEqual(['', 'Ada'])
    expect(namesOf(await listAll(tenant, { status: 'blocked', search: 'adr' }))).toEqual([])
  })

  test('accounts are listed by role, also those who are found', async () => {
    const tenant = await openEmpty(openWorld)
    await make(tenant, [
      ['Ada', 'ada'],
      ['Bob', 'bob', 'a@example.com'],
      ['Cas', 'cas'],
      ['Abel', 'abel'],
    ])
    for (const userName of ['ada', 'bob', 'cas']) {
      const found = await tenant.findAccountByIdentifier(userName)
      if (found.outcome === 'found') await giveRole(tenant, { accountId: found.account.id, role: 'editor', now: START })
    }
    await change(tenant, 'cas', 'block')
    expect(namesOf(await listAll(tenant, { role: 'editor' }))).toEqual(['Ada', 'Bob', 'Cas'])
    expect(namesOf(await listAll(tenant, { role: 'editor', status: 'blocked' }))).toEqual(['Cas'])
    expect(namesOf(await listAll(tenant, { role: 'editor', search: 'a' }))).toEqual(['Ada', 'Bob'])
    expect(namesOf(await listAll(tenant, { role: 'owner' }))).toEqual([])
  })

  test('pages go on where they were, whoever came and went in between', async () => {
    const tenant = await openEmpty(openWorld)
    await make(tenant, [
      ['a', 'a'],
      ['c', 'c'],
      ['e', 'e'],
      ['g', 'g'],
    ])
    const first = await tenant.listAccounts({ after: null, limit: 2 })
    await change(tenant, 'c', 'erase')
    await make(tenant, [
      ['b', 'b'],
      ['d', 'd'],
    ])
    const second = await tenant.listAccounts({ after: first.next, limit: 9 })
    expect(namesOf([...first.rows, ...second.rows])).toEqual(['a', 'c', 'd', 'e', 'g'])
  })

  test('accounts of a release that knew no search are listed among the others', async () => {
    const { under, tenant, person } = await openWorld()
    await make(tenant, [['Zoe', 'zoe']])
    await under.runSql("UPDATE accounts SET search_name = NULL, display_name = 'Ada' WHERE display_name <> 'Zoe'")
    expect(namesOf(await listAll(tenant, {}))).toEqual(['Ada', 'Zoe'])
    expect(await listAll(tenant, { search: 'ada' })).toMatchObject([{ id: person.account.id }])
  })

  test('a position that nobody gave leads nowhere else', async () => {
    const tenant = await openEmpty(openWorld)
    await make(tenant, [['Ada', 'ada']])
    for (const after of [[], ['x'], ['name'], ['name', '\0', '\0'], ['identifier', 'a', 'b', 'c'], ['identifier']]) {
      const page = await tenant.listAccounts({ after, limit: 9 })
      expect(page.next).toBeNull()
      expect(['', 'Ada']).toContain(namesOf(page.rows).join())
    }
  })
}
