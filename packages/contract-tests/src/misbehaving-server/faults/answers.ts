import type { Context } from 'koa'

// What faults do to answers that are ready.

/** A header of the answer; empty: it has none. */
export function headerOf(ctx: Context, name: string): string {
  const value = ctx.response.get(name) as string | string[] | undefined
  return String(value ?? '')
}

export const isAuthorize = ({ path }: Context): boolean => /^\/[^/]+\/oauth2\/v1\/auth\/?$/.test(path)
export const isToken = ({ path }: Context): boolean => /^\/[^/]+\/oauth2\/v1\/token\/?$/.test(path)
export const isIdentity = ({ path }: Context): boolean => path.endsWith('/api/identity/v1')
export const isMetadata = ({ path }: Context): boolean => path.startsWith('/.well-known/')
export const isPage = (ctx: Context): boolean => headerOf(ctx, 'Content-Type').startsWith('text/html')
/** A page of an interaction, by its name. */
export const isPageOf = (ctx: Context, name: string): boolean => isPage(ctx) && ctx.path.endsWith(`/${name}`)

/** Changes the members of a JSON body. */
export function changeJson(ctx: Context, change: (members: Record<string, unknown>) => Record<string, unknown>): void {
  const type = headerOf(ctx, 'Content-Type')
  if (typeof ctx.body !== 'string' || !type.startsWith('application/json')) return
  // The server itself wrote it: always an object.
  ctx.body = JSON.stringify(change(JSON.parse(ctx.body) as Record<string, unknown>))
  ctx.set('Content-Type', type)
}

/** Leaves a member out of a JSON body. */
export function dropMember(ctx: Context, name: string): void {
  changeJson(ctx, (members) => Object.fromEntries(Object.entries(members).filter(([other]) => other !== name)))
}

export function changePage(ctx: Context, change: (html: string) => string): void {
  if (!isPage(ctx) || typeof ctx.body !== 'string') return
  const type = headerOf(ctx, 'Content-Type')
  ctx.body = change(ctx.body)
  ctx.set('Content-Type', type)
}

/** Changes a redirect to the client. */
export function changeAway(ctx: Context, change: (location: string) => string): void {
  const location = headerOf(ctx, 'Location')
  if (location !== '' && !location.startsWith('/')) ctx.set('Location', change(location))
}

export function setStatus(ctx: Context, status: number): void {
  const { body } = ctx
  const type = headerOf(ctx, 'Content-Type')
  ctx.status = status
  if (body !== undefined && body !== null) {
    ctx.body = body
    ctx.set('Content-Type', type)
  }
}

/** A redirect with an error to whatever redirect_uri was sent. */
export function redirectWithError(ctx: Context, error: string): void {
  const { redirect_uri: to, state } = ctx.query
  const issuer = `${ctx.origin}/${ctx.path.split('/')[1] ?? ''}`
  const parameters = { error, ...(typeof state === 'string' && { state }), iss: issuer }
  ctx.body = null
  ctx.status = 303
  ctx.set('Location', `${String(to)}?${String(new URLSearchParams(parameters))}#`)
  ctx.set('Cache-Control', 'no-store')
}

/** The request as if its query lacked a parameter. */
export function dropParameter(ctx: Context, name: string): void {
  const query = new URLSearchParams(ctx.querystring)
  query.delete(name)
  ctx.querystring = String(query)
}
