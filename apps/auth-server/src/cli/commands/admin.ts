import { HUB_SCOPES, HUB_TENANT } from '@identity-hub/core'
import { Option, type Command } from 'commander'
import { done, type Administration, type Result } from '../../administration/administration.ts'
import { createAdministrator } from '../../administration/create-administrator.ts'
import { createClient } from '../../administration/create-client.ts'
import { ensureHubTenant } from '../../administration/ensure-hub-tenant.ts'
import { ADMIN_CLIENT, copyHubClientsEverywhere } from '../../administration/hub-clients.ts'
import { findTenant } from '../../administration/find-tenant.ts'
import { refuseNewUser } from '../../administration/users/new-user.ts'
import { examples, mandatory, single } from '../options.ts'
import type { Answer } from '../report.ts'
import type { Run } from '../run.ts'

interface AdminOptions {
  readonly tenant?: string
  readonly email: string
  readonly name: string
  readonly pages?: string
}

export function adminCommands(program: Command, run: Run): void {
  const admin = program.command('admin').description('who administers; on the database, where the first one comes from')
  const create = admin
    .command('create')
    .description('make an administrator, and what administrators sign in with when it is missing')
    .addOption(single('--tenant <slug>', 'what they administer: all of the hub unless given, or one tenant'))
    .addOption(mandatory(single('--email <email>', 'what they sign in with')))
    .addOption(mandatory(single('--name <text>', 'what pages call them')))
    .addOption(mandatory(new Option('--password-stdin', 'read the password from standard input')))
    .addOption(single('--pages <origin>', "where the administrator's pages are; makes their client when it is missing"))
    .action((options: AdminOptions) =>
      run.administerWithSecret('password', (administration, password) => make(administration, options, password)),
    )
  examples(create, 'admin create --email ada@login.example.com --name "Ada Lovelace" --password-stdin < password.txt')
}

async function make(
  administration: Administration,
  { tenant = HUB_TENANT, email, name, pages }: AdminOptions,
  password: string,
): Promise<Result<Answer>> {
  // Before anything is made for somebody who cannot be.
  const refusal = refuseNewUser({ email, name, password })
  if (refusal !== null) return refusal
  const found = tenant === HUB_TENANT ? null : await findTenant(administration, tenant)
  if (found?.ok === false) return found
  const ensured = await ensureHubTenant(administration)
  if (!ensured.ok) return ensured
  const client = pages === undefined ? done(null) : await ensurePagesClient(administration, pages)
  if (!client.ok) return client
  await copyHubClientsEverywhere(administration)
  const created = await createAdministrator(administration, { tenant, email, name, password })
  if (!created.ok) return created

  const { account, roles } = created.value
  const secret = client.value
  const { origin } = administration
  const lines = [
    `Made the administrator ${email} of ${tenant === HUB_TENANT ? 'the hub' : `the tenant ${tenant}`}.`,
    ...(secret === null
      ? []
      : ['', `  ADMIN_CLIENT_ID      ${ADMIN_CLIENT}`, `  ADMIN_CLIENT_SECRET  ${secret}`, '', KEEP_SECRET]),
    '',
    `Sign in, from anywhere, once the hub serves: hub login --hub ${origin} --tenant ${tenant}`,
  ]
  const json = {
    id: account.id,
    email,
    name: account.displayName,
    tenant,
    roles,
    ...(secret !== null && { client_id: ADMIN_CLIENT, client_secret: secret }),
  }
  return done({ json, text: lines.join('\n') })
}

const KEEP_SECRET =
  "Set both for the administrator's pages: only the hash of the secret is stored, and it is never shown again."

/** The new secret of the client of the administrator's pages; null: it was there. */
async function ensurePagesClient(administration: Administration, pages: string): Promise<Result<string | null>> {
  const created = await createClient(administration, {
    tenant: HUB_TENANT,
    clientId: ADMIN_CLIENT,
    name: 'Administration',
    type: 'confidential',
    firstParty: true,
    redirectUris: [`${pages.replace(/\/$/, '')}/callback`],
    scopes: ['profile', ...Object.keys(HUB_SCOPES)].map((scope) => ({ name: scope, description: null })),
  })
  if (created.ok) return done(created.value.issuedSecret)
  return created.reason === 'exists' ? done(null) : created
}
