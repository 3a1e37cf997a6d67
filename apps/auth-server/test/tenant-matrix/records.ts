import { randomBytes as bytes } from 'node:crypto'
import type { TenantStorage } from '@identity-hub/core'
import type { Administration } from '../../src/administration/administration.ts'
import { registerClient } from '../../src/administration/clients/register-client.ts'
import { makeRole } from '../../src/administration/roles/new-role.ts'
import { addSecret } from '../../src/administration/rotate-client-secret.ts'
import { makeScope } from '../../src/administration/scopes/new-scope.ts'
import { createUser } from '../../src/administration/users/create-user.ts'
import { REDIRECT_URI } from '../../src/testing/start-test-hub.ts'
import type { Ask } from './ask.ts'
import { must } from './must.ts'
import { signIn } from './person.ts'
import type { Values } from './values.ts'
import { codeOf, locationOf, VERIFIER } from './visitor.ts'

export type Records = Pick<
  Values,
  'client_id' | 'secret_id' | 'scope' | 'role' | 'user_id' | 'session_id' | 'grant_id' | 'request_id'
>

/** New ones of a tenant: somebody who has a role signed in to an app, and allowed it what their role gives. */
export async function makeRecords(administration: Administration, storage: TenantStorage, ask: Ask): Promise<Records> {
  const { slug } = storage.tenant
  const now = administration.now()
  const suffix = `${slug}-${bytes(6).toString('hex')}`
  const [role, scope, clientId] = [`role-of-${suffix}`, `scope-of-${suffix}`, `app-of-${suffix}`]
  must(await makeRole(administration, storage, { name: role, description: '' }))
  must(await makeScope(administration, storage, { name: scope, requiredRoles: [role] }))
  const registration = { name: 'App', type: 'confidential', clientId, redirectUris: [REDIRECT_URI], scopes: [scope] }
  const { issuedSecret } = must(await registerClient(administration, storage, registration))
  const { secret } = must(await addSecret(administration, storage, { clientId }))
  const [email, password] = [`${suffix}@example.org`, `the battery of ${suffix}`]
  const { account } = must(
    await createUser(administration, storage, { email, name: 'Somebody', password, roles: [role] }),
  )

  const visitor = await signIn(ask, slug, { email, password })
  const consent = await visitor.authorize(clientId, scope)
  const allowed = await visitor.submit(consent, { decision: 'allow' })
  const token = await ask(slug, {
    method: 'POST',
    path: `/${slug}/oauth2/v1/token`,
    form: {
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: issuedSecret ?? '',
      code: codeOf(locationOf(allowed)),
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    },
  })
  const page = { after: null, limit: 1, accountId: account.id, now }
  const [session] = (await storage.listSessions(page)).rows
  const [grant] = (await storage.listGrants(page)).rows
  return {
    client_id: clientId,
    secret_id: secret.id,
    scope,
    role,
    user_id: account.id,
    session_id: session?.id ?? '',
    grant_id: grant?.id ?? '',
    request_id: String(token.headers['x-request-id']),
  }
}
