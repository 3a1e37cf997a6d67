import { describe, expect, test } from 'vitest'
import { requirements } from '../requirements/requirements.ts'
import { linksOf, mainUrl } from './source-links.ts'

const asvs = 'https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en'

describe('The links of a source', () => {
  test.each([
    ['RFC 6749 §4.1.2', ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2']],
    [
      'RFC 6749 §4.1.2.1, App. A.7-A.9',
      ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1', 'https://www.rfc-editor.org/rfc/rfc6749#appendix-A.7'],
    ],
    ['RFC 6749 App. A', ['https://www.rfc-editor.org/rfc/rfc6749#appendix-A']],
    ['RFC 9207', ['https://www.rfc-editor.org/rfc/rfc9207']],
    ['OAuth 2.1 §7.13.2', ['https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-7.13.2']],
    ['OAuth 2.1 App. A', ['https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#appendix-A']],
    ['OIDC Core §3.1.2.1', ['https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.2.1']],
    ['ASVS 10.4.5', [`${asvs}/0x19-V10-OAuth-and-OIDC.md#:~:text=10.4.5`]],
    ['ASVS 6.2.1-6.2.9', [`${asvs}/0x15-V6-Authentication.md#:~:text=6.2.1`]],
    ['ASVS 12', [`${asvs}/0x21-V12-Secure-Communication.md`]],
    [
      'ASVS 3.5.3, 4.1.4',
      [
        `${asvs}/0x12-V3-Web-Frontend-Security.md#:~:text=3.5.3`,
        `${asvs}/0x13-V4-API-and-Web-Service.md#:~:text=4.1.4`,
      ],
    ],
    ['CVE-2024-52307 class', ['https://www.cve.org/CVERecord?id=CVE-2024-52307']],
    ['ACSAC 2023 doi:10.1145/3627106.3627140', ['https://doi.org/10.1145/3627106.3627140']],
    ['own', ['https://www.npmjs.com/package/@identity-hub/contract-tests']],
    ['CVE-class Host injection', [null]],
  ])('%s', (source, urls) => {
    expect(linksOf(source).map(({ url }) => url)).toEqual(urls)
  })

  test('each section of a source is named with its document', () => {
    expect(linksOf('RFC 6749 §6, §10.4').map(({ text }) => text)).toEqual(['RFC 6749 §6', 'RFC 6749 §10.4'])
  })

  test('all sources of the core requirements are found but the one that is no document', () => {
    const sources = requirements.filter(({ phase }) => phase === 'core').flatMap((row) => row.sources)
    const missing = sources.filter((source) => linksOf(source).some(({ url }) => url === null))
    expect(missing).toEqual(['CVE-class Host injection'])
    for (const { url } of sources.flatMap(linksOf)) if (url !== null) expect(new URL(url).protocol).toBe('https:')
  })
})

test('the main link is the first that leads somewhere', () => {
  expect(mainUrl(['CVE-class Host injection', 'RFC 6750 §3'])).toBe('https://www.rfc-editor.org/rfc/rfc6750#section-3')
  expect(mainUrl(['CVE-class Host injection'])).toContain('contract-tests')
})
