import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import type { EarlyAnswer } from './answer-early.ts'
import { visitOf } from './visit.ts'

/** `/health/live`: the process answers. `/health/ready`: it can also store; 503 takes it out of rotation. */
export function health({ hub, isDraining }: Pick<Dependencies, 'hub' | 'isDraining'>): EarlyAnswer {
  return (ctx) => {
    const { path } = visitOf(ctx)
    if (!path.startsWith('/health/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return false
    if (path === '/health/live') return send(ctx, 200, { status: 'live' })
    return path === '/health/ready' && answerReady(ctx, hub, isDraining())
  }
}

async function answerReady(ctx: Context, hub: Dependencies['hub'], draining: boolean): Promise<boolean> {
  const storage = await hub.health()
  const ready = storage.status === 'ready' && !draining
  return send(ctx, ready ? 200 : 503, {
    status: ready ? 'ready' : 'not-ready',
    ...(draining ? { draining } : {}),
    storage: storage.status,
    droppedEvents: storage.droppedEvents,
  })
}

function send(ctx: Context, status: number, body: Readonly<Record<string, unknown>>): true {
  ctx.set('Cache-Control', 'no-store')
  ctx.set('Content-Type', 'application/json;charset=UTF-8')
  ctx.body = JSON.stringify(body)
  ctx.status = status
  return true
}
