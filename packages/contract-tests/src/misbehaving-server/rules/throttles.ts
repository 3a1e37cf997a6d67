import type { Tenant } from '../state/tenant.ts'

const WINDOW_SECONDS = 900

/** Attempts of one kind: what they count against, and how many there may be. */
export interface Limit {
  readonly key: string
  readonly most: number
}

export interface Wait {
  readonly retryAfterSeconds: number
}

export const throttleRules = {
  /** What a sign-in counts against. A browser that was there before has attempts of its own. */
  signInLimits(username: string, device: string | null, source: string): readonly Limit[] {
    const person = username.trim().toLowerCase()
    return [
      { key: `account ${person} ${device ?? ''}`, most: 10 },
      { key: `source ${source}`, most: 100 },
    ]
  },

  secretLimits(clientId: string, source: string): readonly Limit[] {
    return [{ key: `secret ${clientId} ${source}`, most: 100 }]
  },

  async takeSignInAttempt(tenant: Tenant, limits: readonly Limit[]): Promise<Wait | null> {
    return this.takeAttempt(tenant, limits)
  },

  /** Values that a client has no business with. */
  introspectionLimits(clientId: string): readonly Limit[] {
    return [{ key: `introspect ${clientId}`, most: 500 }]
  },

  /** Counts an attempt before it is evaluated, so that none of many at once slips through. */
  takeAttempt(tenant: Tenant, limits: readonly Limit[]): Wait | null {
    const now = Date.now()
    for (const { key, most } of limits) {
      const recent = (tenant.attempts.get(key) ?? []).filter((at) => at > now - WINDOW_SECONDS * 1000)
      tenant.attempts.set(key, recent)
      const [oldest = now] = recent
      if (recent.length >= most) return { retryAfterSeconds: Math.ceil((oldest - now) / 1000) + WINDOW_SECONDS }
    }
    for (const { key } of limits) tenant.attempts.get(key)?.push(now)
    return null
  },

  /** What was right does not count. */
  forgiveSecret(tenant: Tenant, limits: readonly Limit[]): void {
    for (const { key } of limits) tenant.attempts.get(key)?.pop()
  },

  /** What was right does not count, and the guesses before it are forgiven. */
  forgive(tenant: Tenant, limits: readonly Limit[]): void {
    const [own, ...shared] = limits
    if (own !== undefined) tenant.attempts.delete(own.key)
    for (const { key } of shared) tenant.attempts.get(key)?.pop()
  },

  interactionsPerBrowser: 300,
  retryAfterSeconds: 60,
}
