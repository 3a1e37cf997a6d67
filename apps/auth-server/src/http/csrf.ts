import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { SealingKey, SealingKeys } from '@identity-hub/core'

/** What a form is bound to: the browser that it was shown to, and the one thing that it does. */
export interface FormBinding {
  readonly tenantId: string
  readonly browserValue: string
  /** Such as `sign-in`. */
  readonly form: string
  /** The interaction's or session's id; empty where there is none. */
  readonly subject: string
}

/** CSRF tokens that nobody has to remember: an HMAC under a key derived from the hub's own. */
export class CsrfTokens {
  readonly #keys: readonly Buffer[]

  constructor(keys: SealingKeys) {
    const older = keys.all.filter(({ id }) => id !== keys.current.id)
    this.#keys = [keys.current, ...older].map((key) => derive(key))
  }

  issue(binding: FormBinding): string {
    return sign(this.#keys[0] ?? Buffer.alloc(0), binding).toString('base64url')
  }

  check(binding: FormBinding, presented: unknown): boolean {
    if (typeof presented !== 'string') return false
    const bytes = Buffer.from(presented, 'base64url')
    return this.#keys.some((key) => {
      const expected = sign(key, binding)
      return bytes.length === expected.length && timingSafeEqual(bytes, expected)
    })
  }
}

function derive({ key }: SealingKey): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'identity-hub/csrf/v1', 32))
}

function sign(key: Buffer, { tenantId, browserValue, form, subject }: FormBinding): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([tenantId, browserValue, form, subject]))
    .digest()
}
