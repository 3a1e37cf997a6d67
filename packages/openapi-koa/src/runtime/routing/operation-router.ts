import { type Layer, Router, type RouterContext } from '@koa/router'
import type { Next } from 'koa'
import { PathTable } from './path-table.ts'
import { routerPath } from './path-template.ts'

type Dispatch = (ctx: RouterContext, next: Next) => Promise<void>

interface Entry {
  readonly layer: Layer
  /** As it was added; a prefix changes the layer's. */
  readonly path: string
  readonly dispatch: Dispatch
}

/**
 * A router of @koa/router that looks a path up in a table instead of trying one regular expression after the other. Once
 * the router was changed everything goes the usual way: by more routes or middleware, a prefix, a host, a parameter's
 * middleware, or a tracer that wraps what it finds.
 */
export class OperationRouter extends Router {
  readonly #table = new PathTable<Entry>()
  #count = 0

  /** @param template of OpenAPI; one that `compareTemplates` puts first is added first */
  addPath(template: string, dispatch: Dispatch): void {
    const path = routerPath(template)
    this.all(path, dispatch)
    const layer = this.stack.at(-1)
    if (layer !== undefined) this.#table.add(template, { layer, path, dispatch })
    this.#count += 1
  }

  override middleware(): ReturnType<Router['middleware']> {
    const usual = super.middleware()
    const dispatch: typeof usual = (ctx, next) => {
      // It lacks what is set below.
      const context = ctx as RouterContext
      const path = pathOf(ctx)
      if (path === undefined) {
        ctx.status = 400
        return Promise.resolve()
      }
      const found = this.#isUnchanged(context) ? this.#table.find(path) : undefined
      if (found === undefined || !isUnchanged(found.value)) return usual(ctx, next)
      const { value: entry, captures } = found
      // As @koa/router leaves it behind.
      context.matched = [...(context.matched ?? []), entry.layer]
      context.router = this
      context.routeMatched = true
      context['_matchedRoute'] = context.routerPath = entry.path
      context.captures = captures
      context.params = context.request.params = entry.layer.params(path, captures, context.params)
      return entry.dispatch(context, next)
    }
    return Object.assign(dispatch, { router: this })
  }

  override match(path: string, method: string): ReturnType<Router['match']> {
    if (this.#hasOwnRoutesOnly() && this.#table.find(path) === undefined)
      return { path: [], pathAndMethod: [], route: false }
    return super.match(path, method)
  }

  #isUnchanged(ctx: RouterContext): boolean {
    return this.#hasOwnRoutesOnly() && this.host === undefined && ctx.newRouterPath === undefined
  }

  #hasOwnRoutesOnly(): boolean {
    return this.stack.length === this.#count && this.opts.prefix === undefined
  }
}

/** Koa throws when the request target is no URL, as `http://[`. RFC 9112 §3.2 */
function pathOf(ctx: { readonly path: string }): string | undefined {
  try {
    return ctx.path
  } catch {
    return undefined
  }
}

function isUnchanged({ layer, path, dispatch }: Entry): boolean {
  return layer.path === path && layer.stack.length === 1 && layer.stack[0] === dispatch
}
