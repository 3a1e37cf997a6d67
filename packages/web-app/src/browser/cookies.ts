import type { Context } from 'koa'

/** The cookies of an app, by their names. */
export interface Cookies<Name extends string> {
  get(ctx: Context, name: Name): string | undefined
  set(ctx: Context, name: Name, value: string, maxAgeSeconds: number): void
  clear(ctx: Context, name: Name): void
}

/** `isSecure`: the app is reached over https, where the `__Host-` prefix ties a cookie to this very host. RFC 6265bis §4.1.3.2 */
export function createCookies<Name extends string>({ isSecure }: { readonly isSecure: boolean }): Cookies<Name> {
  const nameOf = (name: Name): string => (isSecure ? `__Host-${name}` : name)

  function write(ctx: Context, name: Name, value: string, maxAgeSeconds: number): void {
    const secure = isSecure ? '; Secure' : ''
    // Lax: the browser comes back from the hub by a link of another site.
    ctx.append(
      'Set-Cookie',
      `${nameOf(name)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`,
    )
  }

  return {
    get: (ctx, name) => ctx.cookies.get(nameOf(name)) || undefined,
    set: write,
    clear: (ctx, name) => write(ctx, name, '', 0),
  }
}
