import { Router } from '@koa/router'
import type Koa from 'koa'
import { vi } from 'vitest'

/** What an app mounts while it is made: whatever router of it, and wherever that one stands. */
export interface Mounted {
  /** With `{names}`. */
  readonly paths: readonly string[]
  /** How much stands beside or around the routers, and could answer as well. */
  readonly middleware: number
}

export function mountedBy(create: () => Koa): Mounted {
  const register = vi.spyOn(Router.prototype, 'register')
  try {
    const app = create()
    const paths = register.mock.calls.map(([path]) => String(path).replaceAll(/:"?(\w+)"?/g, '{$1}'))
    return { paths: [...new Set(paths)], middleware: app.middleware.length }
  } finally {
    register.mockRestore()
  }
}
