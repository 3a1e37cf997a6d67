import type { Context } from 'koa'

const mostBytes = 64 * 1024

export class BodyTooLarge extends Error {}

/** The fields of a posted form; a field that comes twice counts as its list, as body parsers have it. */
export async function readForm(ctx: Context): Promise<Record<string, string | string[]>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= mostBytes) chunks.push(chunk)
  }
  if (bytes > mostBytes) throw new BodyTooLarge('The form is too large')
  return fieldsOf(Buffer.concat(chunks).toString())
}

/** The same for a query. */
export function fieldsOf(query: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(query)
  const names = new Set(parameters.keys())
  return Object.fromEntries(
    [...names].map((name) => {
      const values = parameters.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}

/** One field as text; empty where there is none or several. */
export function textIn(form: Record<string, string | string[]>, name: string): string {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}
