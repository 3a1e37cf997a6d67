import type { ManagementClient } from '@identity-hub/client/management'
import { HUB_ROLES, HUB_TENANT } from '@identity-hub/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureHubTenant } from '../../administration/ensure-hub-tenant.ts'
import { managementToken } from '../../testing/management-token.ts'
import { refusal } from '../../testing/refusal.ts'
import { REDIRECT_URI, startTestHub, type TestHub } from '../../testing/start-test-hub.ts'

let hub: TestHub
let manager: ManagementClient
beforeAll(async () => {
  hub = await startTestHub()
  manager = hub.management(
    await managementToken(hub, [
      'hub.policy.read',
      'hub.policy.write',
      'hub.clients.write',
      'hub.users.write',
      'hub.users.read',
    ]),
  )
  for (const name of ['member', 'clerk']) await manager.createRole({ body: { name } })
})
afterAll(() => hub.close())

async function names(client: ManagementClient, limit: number): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const page = await client.listRoles({ query: { limit, ...(cursor !== null && { cursor }) } })
    expect(page.body.items.length).toBeLessThanOrEqual(limit)
    found.push(...page.body.items.map(({ name }) => name))
    cursor = page.body.next_cursor
  } while (cursor !== null)
  return found
}

describe('a scope', () => {
  test('says whom it is for, under any name that it may have', async () => {
    const body = {
      name: 'timeline/{read}:all',
      description: { en: 'See your timeline', nl: 'Je tijdlijn zien' },
      required_roles: ['member', 'clerk'],
      required_claim: { name: 'department', value: null },
      access_token_seconds: 300,
    }
    const created = await manager.createScope({ body })
    expect(created.body).toEqual({ ...body, built_in: false })
    expect(await manager.getScope({ path: { scope: body.name } })).toMatchObject({
      body: created.body,
      etag: created.etag,
    })
    expect(await refusal(manager.createScope({ body }))).toMatchObject({ status: 409, code: 'exists' })
  })

  test('that is wrong in several members is told all of them', async () => {
    const told = await refusal(
      manager.createScope({
        body: {
          name: 'orders:read',
          description: { en: 'See\u202e your orders' },
          required_roles: ['member', 'member'],
          required_claim: { name: 'hub.tier', value: 'gold' },
          access_token_seconds: 86_401,
        },
      }),
    )
    expect(told).toMatchObject({ status: 422, detail: '4 members are wrong.' })
    expect(told.errors.map(({ pointer }) => pointer)).toEqual([
      '/description/en',
      '/required_roles/1',
      '/required_claim',
      '/access_token_seconds',
    ])
    const unknownRole = { name: 'orders:read', required_roles: ['member', 'nobody'] }
    expect(await refusal(manager.createScope({ body: unknownRole }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/required_roles/1' }],
    })
    const hubRole = { name: 'orders:read', required_roles: [HUB_ROLES.readOnly] }
    expect(await refusal(manager.createScope({ body: hubRole }))).toMatchObject({ status: 422 })
    expect(await refusal(manager.getScope({ path: { scope: 'orders:read' } }))).toMatchObject({ status: 404 })
  })

  test('is changed and deleted, but not from under its last client', async () => {
    const { etag } = await manager.createScope({ body: { name: 'notes:read' } })
    const path = { scope: 'notes:read' }
    const changed = await manager.updateScope({ path, ifMatch: etag ?? '', body: { required_roles: ['clerk'] } })
    expect(changed.body).toMatchObject({ required_roles: ['clerk'], description: {} })
    const { body: client } = await manager.createClient({
      body: { name: 'Notes', type: 'public', redirect_uris: [REDIRECT_URI], scopes: [{ name: 'notes:read' }] },
    })
    expect(await refusal(manager.deleteScope({ path }))).toMatchObject({ status: 409, code: 'not_allowed' })
    await manager.updateClient({
      path: { client_id: client.client_id },
      ifMatch: '*',
      body: { scopes: [{ name: 'notes:read' }, { name: 'profile' }] },
    })
    expect(await refusal(manager.deleteScope({ path, ifMatch: etag ?? '' }))).toMatchObject({ status: 412 })
    await manager.deleteScope({ path, ifMatch: changed.etag ?? '' })
    expect(await refusal(manager.deleteScope({ path }))).toMatchObject({ status: 404 })
  })

  test('takes 4 changes at once that rest on whatever it is', async () => {
    await manager.createScope({ body: { name: 'busy:read' } })
    const change = (seconds: number) =>
      manager.updateScope({
        path: { scope: 'busy:read' },
        ifMatch: '*',
        body: { access_token_seconds: seconds },
      })
    const answers = await Promise.all([10, 20, 30, 40].map(change))
    expect(answers.map(({ body }) => body.access_token_seconds)).toEqual([10, 20, 30, 40])
    expect(new Set(answers.map(({ etag }) => etag)).size).toBe(4)
  })

  test('that every tenant has stays as it is', async () => {
    for (const scope of ['profile', 'email', 'hub.users.write']) {
      const path = { scope }
      expect((await manager.getScope({ path })).body.built_in).toBe(true)
      const change = { path, ifMatch: '*', body: { required_roles: [] } }
      expect(await refusal(manager.updateScope(change))).toMatchObject({ status: 409, code: 'not_allowed' })
      expect(await refusal(manager.deleteScope({ path }))).toMatchObject({ status: 409, code: 'not_allowed' })
      expect(await refusal(manager.createScope({ body: { name: scope } }))).toMatchObject({
        status: 409,
        code: 'exists',
      })
    }
    expect(await refusal(manager.createScope({ body: { name: 'hub.everything' } }))).toMatchObject({ status: 422 })
  })
})

describe('a role', () => {
  test('is made, described and deleted, unless something requires it', async () => {
    const created = await manager.createRole({ body: { name: 'Reader & writer', description: 'Everybody' } })
    expect(created.body).toMatchObject({ name: 'Reader & writer', description: 'Everybody', built_in: false })
    const path = { role: 'Reader & writer' }
    expect(await refusal(manager.createRole({ body: { name: path.role } }))).toMatchObject({ status: 409 })
    const changed = await manager.updateRole({ path, ifMatch: created.etag ?? '', body: { description: 'Some' } })
    expect(changed.body).toMatchObject({ description: 'Some', created_at: created.body.created_at })
    expect(
      await refusal(manager.updateRole({ path, ifMatch: created.etag ?? '', body: { description: '' } })),
    ).toMatchObject({ status: 412 })
    await manager.createScope({ body: { name: 'needs:role', required_roles: [path.role] } })
    expect(await refusal(manager.deleteRole({ path }))).toMatchObject({
      status: 409,
      detail: 'The role "Reader & writer" is required by the scope needs:role.',
    })
    await manager.deleteScope({ path: { scope: 'needs:role' } })
    await manager.deleteRole({ path })
    expect(await refusal(manager.getRole({ path }))).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('of the hub itself is never made, changed or deleted', async () => {
    for (const role of [HUB_ROLES.tenantAdministrator, HUB_ROLES.serviceDesk, HUB_ROLES.readOnly]) {
      const path = { role }
      expect((await manager.getRole({ path })).body).toMatchObject({ built_in: true, created_at: null })
      expect(await refusal(manager.createRole({ body: { name: role } }))).toMatchObject({ status: 409, code: 'exists' })
      const change = { path, ifMatch: '*', body: { description: 'Mine' } }
      expect(await refusal(manager.updateRole(change))).toMatchObject({ status: 409, code: 'not_allowed' })
      expect(await refusal(manager.deleteRole({ path }))).toMatchObject({ status: 409, code: 'not_allowed' })
    }
    expect(await refusal(manager.createRole({ body: { name: 'hub.owner' } }))).toMatchObject({ status: 422 })
  })

  test('is listed with those of the hub, which differ in the tenant hub, once each and at any length of a page', async () => {
    const ofTenant = [HUB_ROLES.readOnly, HUB_ROLES.serviceDesk, HUB_ROLES.tenantAdministrator, 'clerk', 'member']
    for (const limit of [1, 2, 3, 4, 50]) expect(await names(manager, limit)).toEqual(ofTenant)

    await ensureHubTenant(hub.administration)
    const above = hub.management(await managementToken(hub, ['hub.policy.read'], HUB_TENANT), HUB_TENANT)
    expect(await names(above, 50)).toEqual([HUB_ROLES.administrator, HUB_ROLES.readOnly, HUB_ROLES.serviceDesk])
    expect(await refusal(above.getRole({ path: { role: HUB_ROLES.tenantAdministrator } }))).toMatchObject({
      status: 404,
    })
  })
})
