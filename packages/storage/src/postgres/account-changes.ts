import type { AdministrationVerbs, Id } from '@identity-hub/core'
import { lockAccount, putPassword, readAccount } from './accounts.ts'
import { writeEvents } from './events.ts'
import { endOtherSessions } from './sessions.ts'
import type { Transaction } from './transactions.ts'

type Input = Parameters<AdministrationVerbs['changeAccount']>[0]

// Raising the epoch ends sessions and grants for good, without touching a single one of them.
const BLOCK = `
  UPDATE accounts SET status = 'blocked', epoch = epoch + 1, revision = revision + 1
  WHERE id = $1 AND tenant_id = $2 AND status = 'active'`
const UNBLOCK = `
  UPDATE accounts SET status = 'active', revision = revision + 1
  WHERE id = $1 AND tenant_id = $2 AND status = 'blocked'`
const RAISE_EPOCH = 'UPDATE accounts SET epoch = epoch + 1, revision = revision + 1 WHERE id = $1 AND tenant_id = $2'
const RAISE_REVISION = 'UPDATE accounts SET revision = revision + 1 WHERE id = $1 AND tenant_id = $2'
const REPLACE_PASSWORD = `
  UPDATE account_credentials SET value = $3, changed_at = $5
  WHERE account_id = $1 AND kind = 'password' AND tenant_id = $2 AND value = $4
    AND EXISTS (SELECT 1 FROM accounts a WHERE a.id = $1 AND a.status = 'active')`

async function apply(
  db: Transaction,
  tenantId: Id,
  { accountId, change, now }: Input,
): Promise<'changed' | 'unchanged' | 'conflict'> {
  switch (change.kind) {
    case 'block':
      return (await db.run(BLOCK, accountId, tenantId)) === 1 ? 'changed' : 'unchanged'
    case 'unblock':
      return (await db.run(UNBLOCK, accountId, tenantId)) === 1 ? 'changed' : 'unchanged'
    case 'reset-password':
      await putPassword(db, tenantId, accountId, change.passwordHash, now)
      await db.run(RAISE_EPOCH, accountId, tenantId)
      return 'changed'
    case 'change-password':
    case 'rehash-password': {
      const { passwordHash, expectedPasswordHash } = change
      const replaced = await db.run(REPLACE_PASSWORD, accountId, tenantId, passwordHash, expectedPasswordHash, now)
      if (replaced === 0) return 'conflict'
      if (change.kind === 'rehash-password') return 'changed'
      await db.run(RAISE_REVISION, accountId, tenantId)
      await endOtherSessions(db, tenantId, accountId, change.keepSessionId, now)
      return 'changed'
    }
  }
}

export async function changeAccount(
  db: Transaction,
  tenantId: Id,
  input: Input,
): ReturnType<AdministrationVerbs['changeAccount']> {
  if ((await lockAccount(db, tenantId, input.accountId)) === null) return { outcome: 'unknown' }
  const outcome = await apply(db, tenantId, input)
  if (outcome !== 'changed') return { outcome }
  await writeEvents(db, tenantId, input.events)
  const account = await readAccount(db, tenantId, input.accountId)
  return account === null ? { outcome: 'unknown' } : { outcome, account }
}
