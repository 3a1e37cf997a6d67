import { hashValue, type RandomBytes } from '@identity-hub/core'
import type { Context } from 'koa'
import type { ServerSettings } from '../dependencies.ts'

/**
 * - `browser`: this browser, before anybody signed in; interactions and forms are bound to it
 * - `session`: the person who is signed in
 * - `device`: that an account signed in here before, so that nobody else's guesses lock it out
 */
export type CookieName = 'browser' | 'session' | 'device'

const VALUE = /^[A-Za-z0-9._-]{20,500}$/

/** A tenant's cookies. Over https they are `__Host-` ones, over loopback http they are bound to the tenant's path. */
export class TenantCookies {
  readonly #ctx: Context
  readonly #tenant: string
  readonly #secure: boolean

  constructor(ctx: Context, tenant: string, { secure }: Pick<ServerSettings, 'secure'>) {
    this.#ctx = ctx
    this.#tenant = tenant
    this.#secure = secure
  }

  read(name: CookieName): string | null {
    if (this.#ctx.req.headers.cookie === undefined) return null
    const value = this.#ctx.cookies.get(this.#nameOf(name))
    return value !== undefined && VALUE.test(value) ? value : null
  }

  /** @param maxAgeSeconds left out: until the browser closes */
  write(name: CookieName, value: string, maxAgeSeconds?: number): void {
    this.#set(name, value, maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds * 1000 })
  }

  clear(name: CookieName): void {
    this.#set(name, '', { maxAge: 0, expires: new Date(0) })
  }

  /** The browser's own value, made when it has none. */
  browser(random: RandomBytes): string {
    const known = this.read('browser')
    if (known !== null) return known
    const value = random(32).toString('base64url')
    this.write('browser', value)
    return value
  }

  /** SHA-256 of the session cookie, or null without one. */
  sessionHash(): string | null {
    const value = this.read('session')
    return value === null ? null : hashValue(value)
  }

  #nameOf(name: CookieName): string {
    return `${this.#secure ? '__Host-' : ''}hub-${this.#tenant}-${name}`
  }

  #set(name: CookieName, value: string, lifetime: { maxAge?: number; expires?: Date }): void {
    const { cookies } = this.#ctx
    // The configured origin decides: behind a proxy that ends TLS the socket itself is plain.
    cookies.secure = this.#secure
    // `Lax`, because the person arrives from another site; forms carry CSRF tokens besides.
    cookies.set(this.#nameOf(name), value, {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#secure,
      path: this.#secure ? '/' : `/${this.#tenant}`,
      overwrite: true,
      ...lifetime,
    })
  }
}
