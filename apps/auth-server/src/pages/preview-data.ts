import type { Locale } from '../locales/texts.ts'
import type { PageScope } from './scope-list.ts'

/** One page in one state. */
export interface Preview {
  readonly name: string
  readonly html: string
}

export const previewAccount = { displayName: 'Noor de Vries', userName: 'noor@acme.example' }

export const longName = 'Samenwerkingsverband Arbeidsongeschiktheidsverzekeringsmaatschappijen Noordoost-Nederland'

export function previewScopes(locale: Locale): readonly PageScope[] {
  return {
    en: [
      { name: 'profile', description: 'See your name and user name' },
      { name: 'email', description: 'See your e-mail address' },
      { name: 'photos.read', description: 'See and download your photos' },
    ],
    nl: [
      { name: 'profile', description: 'Je naam en gebruikersnaam zien' },
      { name: 'email', description: 'Je e-mailadres zien' },
      { name: 'photos.read', description: 'Je foto’s zien en downloaden' },
    ],
  }[locale]
}
