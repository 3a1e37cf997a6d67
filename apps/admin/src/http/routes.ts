import type { Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'

/** What is below `/tenants/<tenant>`, by method and path. */
export type Routes = { readonly [route in `${'GET' | 'POST'} ${string}`]: Middleware }

/** The routes of one part of the administration. */
export type Room = (dependencies: Dependencies) => Routes
