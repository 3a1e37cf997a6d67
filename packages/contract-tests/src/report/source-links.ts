/** Where a source of a requirement can be read. */
export interface SourceLink {
  /** `RFC 6749 §4.1.2` */
  readonly text: string
  /** Null: nowhere on the web. */
  readonly url: string | null
}

/** For what only this project asks for: where its documentation is read. */
const ownDocs = 'https://www.npmjs.com/package/@identity-hub/contract-tests'

const elsewhere: ReadonlyMap<string, string> = new Map([
  ['Auth0 docs', 'https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation'],
  ['Auth0/Supabase/Cognito docs', 'https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation'],
  ['OWASP password storage', 'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html'],
])

/** The links of one source; a source that names several sections has one for each. */
export function linksOf(source: string): readonly SourceLink[] {
  const [, rfc, rfcPlaces = ''] = /^RFC (\d+)(.*)$/.exec(source) ?? []
  if (rfc !== undefined) return sections(`RFC ${rfc}`, `https://www.rfc-editor.org/rfc/rfc${rfc}`, rfcPlaces)
  if (source.startsWith('OAuth 2.1'))
    return sections('OAuth 2.1', 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1', source.slice(9))
  if (source.startsWith('ASVS ')) return source.slice(5).split(', ').map(asvs)
  return [{ text: source, url: urlOf(source) }]
}

/** The first link that leads somewhere. */
export function mainUrl(sources: readonly string[]): string {
  return sources.flatMap(linksOf).find(({ url }) => url !== null)?.url ?? ownDocs
}

function urlOf(source: string): string | null {
  const [cve] = /^CVE-\d{4}-\d{4,}/.exec(source) ?? []
  if (cve !== undefined) return `https://www.cve.org/CVERecord?id=${cve}`
  // The anchors that its sections have beside their names.
  const [, oidc] = /^OIDC Core §([\d.]+)$/.exec(source) ?? []
  if (oidc !== undefined) return `https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.${oidc}`
  const [, doi] = /\bdoi:(10\.[\w./-]+)$/.exec(source) ?? []
  if (doi !== undefined) return `https://doi.org/${doi}`
  const [, issue] = /^django-oauth-toolkit #(\d+)$/.exec(source) ?? []
  if (issue !== undefined) return `https://github.com/django-oauth/django-oauth-toolkit/issues/${issue}`
  const [, library, version] = /^([a-z][a-z0-9-]*) (\d+\.\d+\.\d+)\b/.exec(source) ?? []
  if (library !== undefined) return `https://www.npmjs.com/package/${library}/v/${version}`
  if (source.startsWith('OAuch ')) return 'https://oauch.io'
  if (/^own\b|^measured here$/.test(source)) return ownDocs
  return elsewhere.get(source) ?? null
}

/** `§3.2, §2.3.1`, `App. B`, `App. A.7-A.9` */
function sections(document: string, url: string, places: string): readonly SourceLink[] {
  const named = places.trim()
  if (named === '') return [{ text: document, url }]
  return named.split(', ').map((place) => ({ text: `${document} ${place}`, url: `${url}${anchorOf(place)}` }))
}

function anchorOf(place: string): string {
  const [, section] = /^§([\d.]+)$/.exec(place) ?? []
  if (section !== undefined) return `#section-${section}`
  const [, appendix] = /^App\. ([A-Z](?:\.\d+)*)/.exec(place) ?? []
  return appendix === undefined ? '' : `#appendix-${appendix}`
}

/** The files of ASVS 5.0, by chapter. */
const asvsChapters: ReadonlyMap<string, string> = new Map([
  ['3', '0x12-V3-Web-Frontend-Security'],
  ['4', '0x13-V4-API-and-Web-Service'],
  ['6', '0x15-V6-Authentication'],
  ['7', '0x16-V7-Session-Management'],
  ['8', '0x17-V8-Authorization'],
  ['9', '0x18-V9-Self-contained-Tokens'],
  ['10', '0x19-V10-OAuth-and-OIDC'],
  ['11', '0x20-V11-Cryptography'],
  ['12', '0x21-V12-Secure-Communication'],
  ['16', '0x25-V16-Security-Logging-and-Error-Handling'],
])

/** `10.4.5`, `3.3.1-3.3.4`, `11.4`, `12` */
function asvs(place: string): SourceLink {
  const [chapter = ''] = place.split('.')
  const [requirement = ''] = place.split('-')
  const file = asvsChapters.get(chapter)
  if (file === undefined) return { text: `ASVS ${place}`, url: null }
  const passage = requirement.split('.').length === 3 ? `#:~:text=${requirement}` : ''
  return { text: `ASVS ${place}`, url: `https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/${file}.md${passage}` }
}
