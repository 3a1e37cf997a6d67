import { makeRole } from '../administration/roles/new-role.ts'
import { giveRole, takeRole } from '../administration/users/user-roles.ts'
import { TEST_USER, type TestHub } from './start-test-hub.ts'

/** Gives the test user a role, which is made when there is none of that name yet. */
export async function assignTestRole(hub: TestHub, role: string): Promise<void> {
  const storage = await hub.storage()
  if ((await storage.findRole(role)).outcome === 'unknown')
    await makeRole(hub.administration, storage, { name: role, description: '' })
  const given = await giveRole(hub.administration, storage, await testUserId(hub), role)
  if (!given.ok) throw new Error(given.problem)
}

export async function removeTestRole(hub: TestHub, role: string): Promise<void> {
  const taken = await takeRole(hub.administration, await hub.storage(), await testUserId(hub), role)
  if (!taken.ok) throw new Error(taken.problem)
}

async function testUserId(hub: TestHub): Promise<string> {
  const found = await (await hub.storage()).findAccountByIdentifier(TEST_USER.email)
  if (found.outcome === 'unknown') throw new Error('there is no test user')
  return found.account.id
}
