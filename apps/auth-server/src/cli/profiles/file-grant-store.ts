import type { GrantStore, TokenSet } from '@identity-hub/client'
import { withFileLock } from '../../administration/file-lock.ts'
import { changeProfiles, readProfiles } from './profile-file.ts'
import type { Profile, Profiles } from './profile.ts'

// A refresh and what it may wait for at a hub that answers slowly.
const PATIENCE_MILLISECONDS = 30_000

/** The grants of people who signed in, each under its profile's name; several commands may use one at a time. */
export function fileGrantStore(file: string): GrantStore {
  return {
    load: async (grantId) => readProfiles(file).profiles[grantId]?.grant,
    save: (tokens) =>
      changeProfiles(file, (before) => {
        const profile = before.profiles[tokens.grantId]
        if (profile?.grant?.version !== tokens.version - 1) return { profiles: before, outcome: 'conflict' as const }
        return { profiles: withGrant(before, tokens.grantId, profile, tokens), outcome: 'saved' as const }
      }),
    end: ({ grantId, version }) =>
      changeProfiles(file, (before) => {
        const profile = before.profiles[grantId]
        if (profile?.grant?.version !== version) return { profiles: before, outcome: 'conflict' as const }
        return { profiles: withGrant(before, grantId, profile, undefined), outcome: 'ended' as const }
      }),
    async lock(_grantId, work) {
      const done = await withFileLock(`${file}.refresh`, PATIENCE_MILLISECONDS, async () => ({ result: await work() }))
      if (done === 'busy') throw new Error(`another command holds ${file}.refresh; wait for it, or remove that file`)
      return done.result
    },
  }
}

function withGrant(before: Profiles, name: string, profile: Profile, grant: TokenSet | undefined): Profiles {
  const { grant: _ended, ...rest } = profile
  return { ...before, profiles: { ...before.profiles, [name]: { ...rest, ...(grant !== undefined && { grant }) } } }
}
