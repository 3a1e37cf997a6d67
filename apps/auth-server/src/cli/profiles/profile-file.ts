import { chmodSync, readFileSync, statSync } from 'node:fs'
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
    // Somebody copied it about, and the copy lost its mode. Where nothing can be written, it may be right as it is.
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'ENOENT') return NONE
    throw new Refused(`${file} cannot be used (${String(error.code)}); HUB_CLI_CONFIG names another file`)
  }
  const profiles = parseProfiles(text)
  if (profiles === null) throw new Refused(`${file} cannot be read; remove it, and sign in again: hub login`)
  return profiles
}

/** null: not what we wrote. To go on with what is left of it would be to work on another hub than the one that is meant. */
function parseProfiles(text: string): Profiles | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(parsed) || !isRecord(parsed['profiles'])) return null
  const { current, profiles } = parsed
  const names = Object.keys(profiles)
  if (current !== null && !(typeof current === 'string' && names.includes(current))) return null
  // Each has what names its hub; without its tokens, its use fails and says so.
  return Object.values(profiles).every(isProfile) ? (parsed as unknown as Profiles) : null
}

function isProfile(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { origin, tenant, clientId, forItself } = value
  return [origin, tenant, clientId].every((text) => typeof text === 'string') && typeof forItself === 'boolean'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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
