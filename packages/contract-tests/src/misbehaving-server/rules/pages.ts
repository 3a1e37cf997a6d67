import { createHmac } from 'node:crypto'
import type { Context } from 'koa'
import type { Account, AuthorizationRequest } from '../state/records.ts'

export const pageRules = {
  /** Bound to the browser that the form was shown to, and to the one thing that it does. */
  formToken(key: string, browser: string, purpose: string): string {
    return createHmac('sha256', key)
      .update(JSON.stringify([browser, purpose]))
      .digest('base64url')
  },

  formTokenFits(expected: string, presented: string | undefined, _purpose: string): boolean {
    return presented === expected
  },

  /** Of every page. Browsers hold the redirect after a form to `form-action`, so it names where that leads. */
  pageHeaders(formAction: readonly string[]): Record<string, string> {
    return {
      'Content-Security-Policy': `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action ${["'self'", ...formAction].join(' ')}`,
      'X-Frame-Options': 'DENY',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    }
  },

  /** What a GET brings does nothing. */
  formInQuery(_ctx: Context): URLSearchParams | null {
    return null
  },

  readDecision(fields: URLSearchParams): 'allow' | 'deny' | null {
    const decision = fields.get('decision')
    return decision === 'allow' || decision === 'deny' ? decision : null
  },

  /** The form decides on what was shown, whatever else it claims. */
  decidedRequest(request: AuthorizationRequest, _fields: URLSearchParams): AuthorizationRequest {
    return request
  },

  consentContent(html: string): string {
    return html
  },

  /** The same for nobody as for somebody. */
  wrongPasswordNotice(_account: Account | undefined): string {
    return 'The user name or the password is wrong.'
  },

  escape(text: string): string {
    return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`)
  },
}
