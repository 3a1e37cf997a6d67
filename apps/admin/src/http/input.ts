import type { Context } from 'koa'

/** How many rows a list shows. */
const ROWS = 50

/** Which page of a list is looked at; what else its address may say is named. */
export function listQuery<Name extends string = never>(
  ctx: Context,
  ...names: readonly Name[]
): { readonly limit: number; readonly cursor?: string } & { readonly [N in Name]?: string } {
  const query: Record<string, string | number> = { limit: ROWS }
  for (const name of ['cursor', ...names]) {
    const value = ctx.URL.searchParams.get(name)?.trim()
    if (value !== undefined && value !== '') query[name] = value
  }
  // Made of those names only, each a text.
  return query as ReturnType<typeof listQuery<Name>>
}

/** A field that our own form always has. */
export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (value === null || value === '') throw new MissingFieldError(`the form has no ${name}`)
  return value
}

/** A field that our own form always has, and that goes on as a header field: visible ASCII. RFC 9110 §5.5 */
export function headerField(form: URLSearchParams, name: 'etag' | 'key'): string {
  const value = required(form, name)
  if (!/^[\x21-\x7e]+$/.test(value)) throw new MissingFieldError(`the form has a ${name} that we did not make`)
  return value
}

/** Somebody sent a form that is not ours. */
export class MissingFieldError extends Error {
  override readonly name = 'MissingFieldError'
}

/** The lines of a text field, without blanks around them and without empty ones. */
export const linesOf = (form: URLSearchParams, name: string): readonly string[] =>
  (form.get(name) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What a form is filled with, before anybody has typed. */
export function filled(values: Readonly<Record<string, string | readonly string[]>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : value.map((one) => [name, one]),
    ),
  )
}

/** The lines that stand in a text field. */
export const lines = (values: readonly string[]): string => values.join('\n')
