import { checkRoleName, isHubRole, oneOf, quoted } from '@identity-hub/core'
import type { Command } from 'commander'
import type { ManagedHub } from '../../manage.ts'
import { examples, mandatory, single, tenantOption } from '../../options.ts'
import { Refused } from '../../refused.ts'
import type { Answer } from '../../report.ts'
import type { Run } from '../../run.ts'
import { emailOf } from '../../views.ts'
import { findUser } from '../user/find-user.ts'
import { makeMissingRole } from './make-missing-role.ts'

export function roleAssignmentCommands(parent: Command, run: Run): void {
  assignmentCommand(parent, run, { name: 'assign', description: 'give a user a role', change: assign })
  assignmentCommand(parent, run, {
    name: 'remove',
    description: 'take a role away; grants that rest on it end at their next use',
    change: remove,
  })
}

interface Assignment {
  readonly tenant: string
  readonly user: string
  readonly role: string
}

interface AssignmentCommand {
  readonly name: 'assign' | 'remove'
  readonly description: string
  readonly change: (hub: ManagedHub, assignment: Assignment) => Promise<Answer>
}

function assignmentCommand(parent: Command, run: Run, { name, description, change }: AssignmentCommand): void {
  const command = parent
    .command(name)
    .description(description)
    .addOption(tenantOption())
    .addOption(mandatory(single('--user <email>', 'the user')))
    .argument('<role>', 'the role, compared byte for byte')
    .action((role: string, options: { tenant: string; user: string }) =>
      run.manage((hub) => change(hub, { ...options, role })),
    )
  examples(command, `role ${name} --tenant acme --user ada@acme.example clerk`)
}

async function assign(hub: ManagedHub, { tenant, user: named, role }: Assignment): Promise<Answer> {
  const checked = checkRoleName(role)
  if (!checked.ok) throw new Refused(checked.problem)
  const client = hub.of(tenant)
  const user = await findUser(client, tenant, named)
  const notes = isHubRole(role) ? [] : await makeMissingRole(client, role)
  const { body } = await client.assignRole({ path: { user_id: user.id, role } })
  const has = user.roles.includes(role) ? `had the role ${role} already` : `has the role ${role}`
  return { json: { user: emailOf(user), roles: body.roles }, text: `The user ${emailOf(user)} ${has}.`, notes }
}

/** A role that the user does not have is refused, because most likely another one was meant and would stay. */
async function remove(hub: ManagedHub, { tenant, user: named, role }: Assignment): Promise<Answer> {
  const client = hub.of(tenant)
  const user = await findUser(client, tenant, named)
  if (!user.roles.includes(role)) {
    const theirs = user.roles.length === 0 ? 'they have none' : `write ${oneOf(user.roles.map((one) => quoted(one)))}`
    throw new Refused(`the user ${quoted(named)} does not have the role ${quoted(role)}; ${theirs}`)
  }
  const { body } = await client.removeRole({ path: { user_id: user.id, role } })
  const email = emailOf(user)
  return { json: { user: email, roles: body.roles }, text: `The user ${email} no longer has the role ${role}.` }
}
