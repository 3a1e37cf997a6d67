import type { Scope } from '../storage/records.ts'

/** What every tenant starts with, in the languages of our pages. */
export const builtInScopes: readonly Scope[] = [
  {
    name: 'profile',
    description: { en: 'See your name and user name', nl: 'Je naam en gebruikersnaam zien' },
    requiredRoles: [],
    requiredClaim: null,
    accessTokenSeconds: null,
    revision: 0,
  },
  {
    name: 'email',
    description: { en: 'See your e-mail address', nl: 'Je e-mailadres zien' },
    requiredRoles: [],
    requiredClaim: null,
    accessTokenSeconds: null,
    revision: 0,
  },
]
