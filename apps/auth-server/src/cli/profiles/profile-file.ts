import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFileLock } from '../../administration/file-lock.ts'
import { writePrivateFile } from '../../administration/write-private-file.ts'
import { valueOf, type Environment } from '../../config/variables.ts'
import { Refused } from '../refused.ts'
import type { Profiles } from './profile.ts'

const PATIENCE_MILLISECONDS = 10_000
const NONE: Profiles = { current: null, profiles: {} }

/** Where profiles are kept; null: nobody's home is known. XDG Base Directory Specification */
export function profileFileOf(environment: Environment): string | null {
  const given = valueOf(environment, 'HUB_CLI_CONFIG')
  if (given !== null) return given
  const { XDG_CONFIG_HOME: config, HOME: home } = environment
  const folder = config || (home ? join(home, '.config') : null)
  return folder === null ? null : join(folder, 'identity-hub', 'profiles.json')
}

/** What is written there; nothing when there is no file. */
export function readProfiles(file: string): Profiles {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
    // Somebody copied it about, and the copy lost its mode.
    chmodSync(file, 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NONE
    throw error
  }
  try {
    const parsed: unknown = JSON.parse(text)
    // Nobody else writes it, and what is missing of a profile makes its use fail, not ours.
    if (typeof parsed === 'object' && parsed !== null && 'profiles' in parsed) return parsed as Profiles
  } catch {
    // Told below.
  }
  throw new Refused(`${file} cannot be read; remove it, and sign in again: hub login`)
}

/** Changes it while no other command does. */
export async function changeProfiles<Outcome>(
  file: string,
  change: (profiles: Profiles) => { readonly profiles: Profiles; readonly outcome: Outcome },
): Promise<Outcome> {
  const changed = await withFileLock(`${file}.lock`, PATIENCE_MILLISECONDS, async () => {
    const before = readProfiles(file)
    const { profiles, outcome } = change(before)
    if (profiles !== before) writePrivateFile(file, profiles)
    return { outcome }
  })
  if (changed === 'busy') throw new Error(`another command is writing ${file}; wait for it, or remove ${file}.lock`)
  return changed.outcome
}
