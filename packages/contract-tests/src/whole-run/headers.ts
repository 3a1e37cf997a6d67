import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import type { Kit } from '../kit.ts'
import {
  breachesOf,
  everything,
  headerIs,
  isPage,
  isPageOrRedirect,
  isRedirect,
  type Rule,
  type Selection,
} from './breaches.ts'
import { cookiesAreBound, hasCharset, namesNoSoftware, redirectIsSafe, strictTransport } from './header-rules.ts'
import { hasNoInlineCode, loadsNothingFromElsewhere, policyHas, policyIsStrict } from './page-rules.ts'

const hasBody: Selection = ({ body }) => body !== ''
const setsCookies: Selection = ({ setCookies }) => setCookies.length > 0
const isNoFault: Rule = ({ status }) => (status >= 500 ? String(status) : null)
const hasRequestId: Rule = ({ headers }) => {
  const id = headers.get('x-request-id') ?? 'none'
  return /^[\w-]{16,}$/.test(id) ? null : id
}

export function headersOfRun(kit: Kit): void {
  const { transcript, target } = kit
  const secure = new URL(target.issuer).protocol === 'https:'
  const rules: [id: string, sentence: string, selection: Selection, ...rules: Rule[]][] = [
    [
      'HDR-01',
      "every page carries frame-ancestors 'none' and X-Frame-Options: DENY",
      isPage,
      policyHas("frame-ancestors 'none'"),
      headerIs('x-frame-options', 'DENY'),
    ],
    [
      'HDR-02',
      'every page and redirect carries Referrer-Policy: no-referrer',
      isPageOrRedirect,
      headerIs('referrer-policy', 'no-referrer'),
    ],
    [
      'HDR-03',
      'every page has a strict Content-Security-Policy',
      isPage,
      policyIsStrict,
      policyHas("default-src 'none'"),
      policyHas("base-uri 'none'"),
      policyHas('form-action'),
    ],
    ['HDR-03', 'no page has a script, a handler or a style attribute', isPage, hasNoInlineCode],
    [
      'HDR-04',
      'every response carries nosniff',
      target.policy ? everything : hasBody,
      headerIs('x-content-type-options', 'nosniff'),
    ],
    ['HDR-04', 'HSTS is on where it is https, and nowhere else', everything, strictTransport(secure)],
    [
      'HDR-05',
      'every page carries Cross-Origin-Opener-Policy: same-origin',
      isPage,
      headerIs('cross-origin-opener-policy', 'same-origin'),
    ],
    ['HDR-06', 'no page loads anything from elsewhere', isPage, loadsNothingFromElsewhere],
    ['HDR-07', 'nothing names the software', everything, namesNoSoftware],
    ['HDR-08', 'every body has a content type with its charset', hasBody, hasCharset],
    ['AUTHZ-14', 'no page and no redirect may be kept', isPageOrRedirect, headerIs('cache-control', 'no-store')],
    ['REDIR-12', 'no redirect repeats the request that came', isRedirect, redirectIsSafe(kit.redirects)],
    [
      'SESS-01',
      'every cookie is HttpOnly, SameSite, and of its tenant alone',
      setsCookies,
      cookiesAreBound(secure, target.tenants),
    ],
    ['OPS-06', 'there was no 5xx', everything, isNoFault],
  ]

  describe('Headers of everything that was sent in this run', () => {
    for (const [id, sentence, selection, ...checks] of rules)
      test(`${id}: ${sentence}`, () => {
        const breaches = checks.flatMap((rule) => breachesOf(transcript.exchanges, rule, selection))
        if (breaches.length > 0) expect.fail(breaches.join('; '))
      })

    test(
      'OPS-10: every response names its request, by a name of its own that is never one that was sent',
      { policy: true },
      async () => {
        expect(breachesOf(transcript.exchanges, hasRequestId)).toEqual([])
        const ids = transcript.exchanges.map(({ headers }) => headers.get('x-request-id'))
        expect(new Set(ids).size).toBe(ids.length)
        const chosen = 'chosen-by-the-client-0001'
        const answer = await kit.send({
          url: kit.url('getAuthorizationServerMetadata'),
          headers: { 'X-Request-Id': chosen },
        })
        expect(answer.headers.get('x-request-id')).not.toBe(chosen)
      },
    )
  })
}
