import { en } from './en.ts'
import { nl } from './nl.ts'

/** Every text that a page can show, in one language. */
export type Texts = typeof en

/** A language that the pages speak, as a BCP 47 tag. */
export type Locale = 'en' | 'nl'

export const catalogues: Readonly<Record<Locale, Texts>> = { en, nl }

/** The catalogue of a language. */
export function textsOf(locale: Locale): Texts {
  return catalogues[locale]
}

export function isLocale(tag: string): tag is Locale {
  return Object.hasOwn(catalogues, tag)
}
