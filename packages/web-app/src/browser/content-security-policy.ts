import { hash } from 'node:crypto'

/**
 * For pages with one stylesheet inside: no script, no frame, nothing from elsewhere. Forms are for this app only. Browsers
 * hold the redirect after a form to `form-action` too, so signing in is a link, or its form's hub is one of `redirects`.
 * CSP Level 3 §6.4.1
 * @param redirects origins
 */
export function contentSecurityPolicy(stylesheet: string, redirects: readonly string[] = []): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash('sha256', stylesheet, 'base64')}'`,
    'img-src data:',
    ["form-action 'self'", ...redirects].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}
