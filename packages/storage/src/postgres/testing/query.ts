import { Client } from 'pg'

/** Runs statements by hand, as an operator would. */
export async function query<Row extends object>(url: string, sql: string, ...values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    // The caller knows what it selects.
    return (await client.query(sql, values)).rows as Row[]
  } finally {
    await client.end()
  }
}
