import { checkTenantSlug, HUB_TENANT, quoted } from '@identity-hub/core'
import type { Command } from 'commander'
import { CLI_CLIENT } from '../../../administration/hub-clients.ts'
import { valueOf } from '../../../config/variables.ts'
import type { CliContext } from '../../cli-context.ts'
import { connectProfile, hubClientOf } from '../../connection/connect-profile.ts'
import { examples, single } from '../../options.ts'
import { readHubUrl } from '../../profiles/hub-url.ts'
import { changeProfiles, profileFileOf, readProfiles } from '../../profiles/profile-file.ts'
import { issuerOfProfile, type Profile } from '../../profiles/profile.ts'
import { signInByCode } from '../../profiles/sign-in-by-code.ts'
import { readSecret } from '../../read-secret.ts'
import { Refused } from '../../refused.ts'
import type { Answer } from '../../report.ts'
import type { Run } from '../../run.ts'
import { tellPrincipal } from './whoami.ts'

interface LoginOptions {
  readonly tenant?: string
  readonly clientId?: string
  readonly clientSecretStdin?: boolean
  readonly keepSecret?: boolean
}

const PATIENCE_MILLISECONDS = 600_000

export function loginCommand(program: Command, run: Run): void {
  const command = program
    .command('login')
    .description('administer a hub somewhere, from here: sign in with a browser, or as a client that acts for itself')
    .addOption(single('--tenant <slug>', 'who signs in: hub, unless given, for administrators of the whole hub'))
    .addOption(single('--client-id <id>', 'a client with client_credentials; HUB_CLIENT_ID does the same'))
    .option('--client-secret-stdin', 'read its secret from standard input; HUB_CLIENT_SECRET does the same')
    .option('--keep-secret', 'write its secret into the profile; otherwise HUB_CLIENT_SECRET is needed each time')
    .action((options: LoginOptions) => run.profile((context, hub) => login(context, hub, options)))
  examples(
    command,
    'login --hub https://login.example.com',
    'login --hub https://login.example.com --tenant acme --client-id night-job --client-secret-stdin < secret.txt',
  )
}

async function login(context: CliContext, hub: string | undefined, options: LoginOptions): Promise<Answer> {
  const file = profileFileOf(context.env)
  if (file === null) throw new Refused('there is no place for profiles; set HUB_CLI_CONFIG to a file')
  const { origin, tenant: ofUrl } = readHubUrl(hub ?? signedInBefore(file))
  const tenant = options.tenant ?? ofUrl ?? HUB_TENANT
  if (tenant !== HUB_TENANT && !checkTenantSlug(tenant).ok) throw new Refused(`${quoted(tenant)} is not a slug`)
  // Somebody who has signed in must not lose it to a file that cannot be written.
  await changeProfiles(file, (profiles) => ({ profiles, outcome: null }))
  const profile =
    (await asClient(context, { origin, tenant }, options)) ?? (await asPerson(context, { origin, tenant }))

  const name = issuerOfProfile(profile)
  const { clientSecret, ...withoutSecret } = profile
  const kept = options.keepSecret === true && clientSecret !== undefined ? profile : withoutSecret
  // Asked before anything is written: what does not work is not kept. A person's tokens work, they are new.
  const principal = profile.forItself ? await principalOf(profile, context) : null
  const previous = await changeProfiles(file, (before) => ({
    profiles: { current: name, profiles: { ...before.profiles, [name]: kept } },
    outcome: before.profiles[name]?.grant,
  }))
  // The one before is nobody's any longer.
  if (previous !== undefined)
    await hubClientOf({ origin, tenant, clientId: CLI_CLIENT, forItself: false }, context.env).revoke(previous)
  return tellPrincipal(profile, principal ?? (await principalOf(profile, context)))
}

/** Somebody whose sign-in has ended signs in again where it was. */
function signedInBefore(file: string): string {
  const { current, profiles } = readProfiles(file)
  const profile = current === null ? undefined : profiles[current]
  if (profile === undefined || profile.forItself)
    throw new Refused('--hub is missing; write where the hub is, as in: --hub https://hub.example')
  return issuerOfProfile(profile)
}

async function principalOf(profile: Profile, { env }: CliContext) {
  const connection = connectProfile(profile, env)
  try {
    return (await connection.of(profile.tenant).getPrincipal()).body
  } finally {
    await connection.close()
  }
}

type Home = Pick<Profile, 'origin' | 'tenant'>

/** null: a person is to sign in. */
async function asClient(context: CliContext, home: Home, options: LoginOptions): Promise<Profile | null> {
  const clientId = options.clientId ?? valueOf(context.env, 'HUB_CLIENT_ID')
  if (clientId === null) {
    if (options.clientSecretStdin === true) throw new Refused('a secret belongs to a client; write --client-id as well')
    return null
  }
  if (options.clientSecretStdin !== true) {
    const clientSecret = valueOf(context.env, 'HUB_CLIENT_SECRET')
    if (clientSecret === null) throw new Refused('set HUB_CLIENT_SECRET, or write --client-secret-stdin')
    return { ...home, clientId, clientSecret, forItself: true }
  }
  const reading = await readSecret(context, 'client secret')
  if (!reading.ok) throw new Refused(reading.problem)
  return { ...home, clientId, clientSecret: reading.secret, forItself: true }
}

async function asPerson({ stderr, onStop }: CliContext, home: Home): Promise<Profile> {
  const stop = new AbortController()
  onStop(() => stop.abort(new Refused('nobody signed in')))
  const late = setTimeout(() => stop.abort(new Refused('nobody signed in within ten minutes')), PATIENCE_MILLISECONDS)
  try {
    const grant = await signInByCode({
      issuer: issuerOfProfile(home),
      signal: stop.signal,
      show: (url) => void stderr.write(`Open this address in a browser on this machine:\n\n  ${url}\n\nWaiting …\n`),
    })
    const named = { ...grant, grantId: issuerOfProfile(home) }
    return { ...home, clientId: CLI_CLIENT, grant: named, forItself: false }
  } finally {
    clearTimeout(late)
  }
}
