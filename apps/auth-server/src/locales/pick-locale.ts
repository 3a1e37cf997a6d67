import { isLocale, type Locale } from './texts.ts'

// Real browsers send a handful of ranges and well under 200 characters; the rest of a longer value is not looked at.
const longestValue = 1_000
const mostRanges = 20

/**
 * The language of a page: the first that we speak among the request's `ui_locales` (space-separated, in order of
 * preference, OpenID Connect Core §3.1.2.1), then the Accept-Language header (by weight, RFC 9110 §12.5.4), then the
 * tenant's own. English when the tenant names a language that we do not speak.
 */
export function pickLocale(from: {
  readonly uiLocales?: string | undefined
  readonly acceptLanguage?: string | undefined
  readonly tenantLocale: string
}): Locale {
  const wanted = [...requestedRanges(from.uiLocales ?? ''), ...acceptedRanges(from.acceptLanguage ?? '')]
  for (const range of [...wanted, from.tenantLocale]) {
    const locale = lookUp(range)
    if (locale) return locale
  }
  return 'en'
}

function requestedRanges(uiLocales: string): string[] {
  return uiLocales.slice(0, longestValue).split(' ', mostRanges)
}

function acceptedRanges(acceptLanguage: string): string[] {
  return acceptLanguage
    .slice(0, longestValue)
    .split(',', mostRanges)
    .map((item) => weighted(item))
    .filter((item) => item.weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map((item) => item.range)
}

// A weight that breaks the grammar of RFC 9110 §12.4.2 says nothing that could be trusted, so its range is left out.
function weighted(item: string): { range: string; weight: number } {
  const [range = '', ...parameters] = item.split(';').map((part) => part.trim())
  const [parameter] = parameters
  if (parameter === undefined) return { range, weight: 1 }
  const weight = parameters.length === 1 ? /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i.exec(parameter)?.[1] : undefined
  return { range, weight: weight === undefined ? 0 : Number(weight) }
}

// Lookup: nl-Latn-BE, then nl-Latn, then nl. The wildcard range matches nothing here. RFC 4647 §3.4
function lookUp(range: string): Locale | undefined {
  if (!/^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,8}$/i.test(range)) return undefined
  const subtags = range.toLowerCase().split('-')
  for (let length = subtags.length; length > 0; length--) {
    const tag = subtags.slice(0, length).join('-')
    if (isLocale(tag)) return tag
  }
  return undefined
}
