import type { Context } from 'koa'

/** The cookies of this app. Cookies do not know ports, so the names keep clear of a hub on the same host. */
export type CookieName = 'consumer-session' | 'consumer-browser' | 'consumer-notice'

export interface Cookies {
  get(ctx: Context, name: CookieName): string | undefined
  set(ctx: Context, name: CookieName, value: string, maxAgeSeconds: number): void
  clear(ctx: Context, name: CookieName): void
}

/** `isSecure`: the app is reached over https, where the `__Host-` prefix ties a cookie to this very host. RFC 6265bis §4.1.3.2 */
export function createCookies({ isSecure }: { readonly isSecure: boolean }): Cookies {
  const nameOf = (name: CookieName): string => (isSecure ? `__Host-${name}` : name)

  function write(ctx: Context, name: CookieName, value: string, maxAgeSeconds: number): void {
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
