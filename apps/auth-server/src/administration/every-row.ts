import type { Page, PageRequest, Position } from '@identity-hub/core'

const AT_ONCE = 200

/** All rows of a list, page by page. */
export async function everyRow<Row>(list: (page: PageRequest) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = []
  let after: Position | null = null
  do {
    const page: Page<Row> = await list({ after, limit: AT_ONCE })
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}
