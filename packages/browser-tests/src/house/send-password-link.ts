import { createHash, randomBytes } from 'node:crypto'
import { openStorage } from '@identity-hub/storage'
import type { House } from './house.ts'
import type { Person } from './registration.ts'

const HOUR_MILLISECONDS = 3_600_000

/** Takes the person's password away, as an administrator does. Returns the link with which they choose another. */
export async function sendPasswordLink({ hub, tenant, issuer }: House, { email }: Person): Promise<string> {
  const storage = await openStorage(hub.environment['HUB_DATABASE_URL'] ?? '')
  try {
    const opened = await storage.openTenant(tenant)
    if (opened.outcome !== 'open') throw new Error(`the tenant ${tenant} is ${opened.outcome}`)
    const found = await opened.storage.findAccountByIdentifier(email)
    if (found.outcome !== 'found') throw new Error(`${email} is unknown`)
    const now = Date.now()
    const id = [...randomBytes(26)].map((byte) => byte % 10).join('')
    const value = `pl_${id}_${randomBytes(32).toString('base64url')}`
    const valueHash = createHash('sha256').update(value).digest('hex')
    const link = { id, valueHash, purpose: 'password-reset', expiresAt: now + HOUR_MILLISECONDS } as const
    const change = { kind: 'send-password-link', link } as const
    await opened.storage.changeAccount({ accountId: found.account.id, change, now })
    return `${issuer}/password/${value}`
  } finally {
    await storage.close()
  }
}
