import type { Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'

/** `/health/live`: the process answers. `/health/ready`: it can also store; 503 takes it out of rotation. */
export function health({ hub }: Pick<Dependencies, 'hub'>): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/health/live' && ctx.path !== '/health/ready') return next()
    ctx.set('Cache-Control', 'no-store')
    ctx.set('Content-Type', 'application/json;charset=UTF-8')
    const storage = ctx.path === '/health/live' ? null : await hub.health()
    const ready = storage === null || storage.status === 'ready'
    ctx.body = JSON.stringify(
      storage === null
        ? { status: 'live' }
        : { status: ready ? 'ready' : 'not-ready', storage: storage.status, droppedEvents: storage.droppedEvents },
    )
    ctx.status = ready ? 200 : 503
  }
}
