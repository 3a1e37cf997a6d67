import type * as wire from '@identity-hub/api-types/management'
import type { Command } from 'commander'
import { connectProfile } from '../../connection/connect-profile.ts'
import { chooseProfile } from '../../profiles/choose-profile.ts'
import type { Profile } from '../../profiles/profile.ts'
import { details, type Answer } from '../../report.ts'
import type { Run } from '../../run.ts'

export function whoamiCommand(program: Command, run: Run): void {
  program
    .command('whoami')
    .description('which hub commands are for, who they are there, and what they may do')
    .action(() =>
      run.profile(async ({ env }, hub) => {
        const profile = chooseProfile(env, hub)
        if (profile === null)
          return {
            json: { hub: null, kind: 'operator' },
            text: 'Commands work on the database, without signing in. hub login chooses a hub somewhere else.',
          }
        const connection = connectProfile(profile, env)
        try {
          return tellPrincipal(profile, (await connection.of(profile.tenant).getPrincipal()).body)
        } finally {
          await connection.close()
        }
      }),
    )
}

export function tellPrincipal({ origin }: Pick<Profile, 'origin'>, principal: wire.Principal): Answer {
  const { tenant, kind, id, name, scopes } = principal
  return {
    json: { hub: origin, ...principal },
    text: details({ hub: origin, tenant, as: `${name} (${kind} ${id})`, may: scopes }),
  }
}
