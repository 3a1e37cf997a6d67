import type { TokenSet } from '@identity-hub/client'
import { HUB_TENANT } from '@identity-hub/core'
import type { Command } from 'commander'
import type { Environment } from '../../../config/variables.ts'
import type { CliContext } from '../../cli-context.ts'
import { hubClientOf } from '../../connection/connect-profile.ts'
import { describeProblem } from '../../describe-problem.ts'
import { readHubUrl } from '../../profiles/hub-url.ts'
import { changeProfiles, profileFileOf, readProfiles } from '../../profiles/profile-file.ts'
import { issuerOfProfile, type Profile } from '../../profiles/profile.ts'
import { refusalOf } from '../../refusal-of.ts'
import { Refused } from '../../refused.ts'
import type { Answer } from '../../report.ts'
import type { Run } from '../../run.ts'

export function logoutCommand(program: Command, run: Run): void {
  program
    .command('logout')
    .description('end the sign-in at the hub, and forget its profile; commands are for the database again')
    .action(() => run.profile((context, hub) => logout(context, hub)))
}

async function logout({ env }: CliContext, hub: string | undefined): Promise<Answer> {
  const file = profileFileOf(env)
  const stored = file === null ? null : readProfiles(file)
  const name = hub === undefined ? (stored?.current ?? null) : nameOf(hub, Object.keys(stored?.profiles ?? {}))
  const profile = name === null ? undefined : stored?.profiles[name]
  if (file === null || name === null || profile === undefined) throw new Refused('nobody is signed in')
  const notes = profile.grant === undefined ? [] : await revoke(profile, profile.grant, env)
  await changeProfiles(file, ({ current, profiles: { [name]: _gone, ...profiles } }) => ({
    profiles: { current: current === name ? null : current, profiles },
    outcome: null,
  }))
  return { json: { hub: profile.origin, tenant: profile.tenant }, text: `Signed out of ${name}.`, notes }
}

/**
 * While the hub is away nothing is forgotten, since its tokens would live on. A hub that will not hear of them any longer,
 * because the tenant is suspended or the client disabled, must not keep anybody signed in here.
 */
async function revoke(profile: Profile, grant: TokenSet, env: Environment): Promise<readonly string[]> {
  try {
    await hubClientOf(profile, env).revoke(grant)
    return []
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    return [`Its tokens were not ended there, unless they had before: ${describeProblem(refusal)}.`]
  }
}

function nameOf(hub: string, names: readonly string[]): string {
  const { origin, tenant } = readHubUrl(hub)
  if (tenant !== null) return issuerOfProfile({ origin, tenant })
  const fitting = names.filter((name) => name.startsWith(`${origin}/`))
  if (fitting.length > 1)
    throw new Refused(`there are several profiles for ${origin}; write --hub ${fitting.join(' or ')}`)
  return fitting[0] ?? issuerOfProfile({ origin, tenant: HUB_TENANT })
}
