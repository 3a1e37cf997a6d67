import type { Account, ListAccounts, TenantStorage } from '@identity-hub/core'

/** The full form of the tests is 100,000. */
export const DIRECTORY_USERS = Number(process.env['DIRECTORY_USERS'] ?? 2_000)

/** A page takes less than that in the full form; the small one is about how rows are found, not about time. */
export const PAGE_MILLISECONDS = DIRECTORY_USERS > 2_000 ? 50 : 1_000

export const PAGE_ROWS = 50

/** Fills a tenant with users. @param numbers where `n` comes from, each number below `DIRECTORY_USERS` once */
export function fillDirectory(tenantId: string, numbers: string): readonly string[] {
  const first = "CASE n % 5 WHEN 0 THEN 'Ada' WHEN 1 THEN 'Bob' WHEN 2 THEN 'Jan' WHEN 3 THEN 'Kim' ELSE 'Zoë' END"
  const name = `${first} || ' Person ' || (n * 7919 % ${DIRECTORY_USERS})`
  const address = `lower(${first}) || '.' || n || '@example.com'`
  const status = `CASE WHEN n % 500 = 8 THEN 'blocked' WHEN n % 4 = 3 THEN 'archived' ELSE 'active' END`
  const identifiers = (value: string, kind: string): string => `
    INSERT INTO account_identifiers (tenant_id, value, kind, account_id)
      SELECT '${tenantId}', ${value}, '${kind}', 'user ' || n FROM ${numbers}`
  const holders = (role: string, share: number): string => `
    INSERT INTO account_roles (account_id, role, tenant_id, assigned_at)
      SELECT 'user ' || n, '${role}', '${tenantId}', 0 FROM ${numbers} WHERE n % ${share} = 0`
  return [
    `INSERT INTO accounts (id, tenant_id, status, epoch, revision, display_name, search_name, user_name, email_address,
        email_verified, created_at)
      SELECT 'user ' || n, '${tenantId}', ${status}, 0, 0, ${name}, lower(${name}), 'u' || n, ${address}, false, 0
      FROM ${numbers}`,
    identifiers("'u' || n", 'user_name'),
    identifiers(address, 'email'),
    holders('common', 1),
    holders('rare', 100),
  ]
}

type Question = Omit<ListAccounts, 'after' | 'limit'>

export const QUESTIONS: readonly Question[] = [
  {},
  { status: 'blocked' },
  { status: 'archived' },
  { search: 'jan' },
  { search: 'Jan Person 1' },
  { search: 'jan.1' },
  { search: 'u' },
  { search: 'U77' },
  { search: 'ada.10@example.com' },
  { search: 'nobody' },
  { search: 'kim', status: 'archived' },
  { role: 'common' },
  { role: 'rare' },
  { role: 'rare', search: 'ada' },
]

export interface Walk {
  readonly question: Question
  readonly pages: number
  readonly accounts: readonly Account[]
  readonly slowestMilliseconds: number
}

/** All pages of one question. */
export async function walkPages(tenant: Pick<TenantStorage, 'listAccounts'>, question: Question): Promise<Walk> {
  const accounts: Account[] = []
  let slowestMilliseconds = 0
  let pages = 0
  for (let after: ListAccounts['after'] = null; pages === 0 || after !== null; pages += 1) {
    const { page, milliseconds } = await time(() => tenant.listAccounts({ ...question, after, limit: PAGE_ROWS }))
    slowestMilliseconds = Math.max(slowestMilliseconds, milliseconds)
    accounts.push(...page.rows)
    after = page.next
  }
  return { question, pages, accounts, slowestMilliseconds }
}

/** A page that takes long may have met with something else on the machine: the best of three tries counts. */
async function time<Page>(ask: () => Promise<Page>): Promise<{ page: Page; milliseconds: number }> {
  let milliseconds = Infinity
  for (let tries = 1; ; tries += 1) {
    const began = performance.now()
    const page = await ask()
    milliseconds = Math.min(milliseconds, performance.now() - began)
    if (milliseconds < PAGE_MILLISECONDS || tries === 3) return { page, milliseconds }
  }
}
