import { hash } from 'node:crypto'
import { stylesheet } from './stylesheet.ts'

/**
 * No script, no frame, nothing from elsewhere. Forms post to this app only: signing in is a link, because browsers hold
 * the redirect after a form post to `form-action` too. CSP Level 3 §6.4.1
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', stylesheet, 'base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')
