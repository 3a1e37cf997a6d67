import { setTimeout as wait } from 'node:timers/promises'
import { changePage, isMetadata, isPageOf, isToken } from './answers.ts'
import type { Fault } from './fault.ts'

const STUCK = 60

export const serverFaults: readonly Fault[] = [
  {
    name: 'cookies-break-token-requests',
    title: 'A cookie that comes with a token request is a failure of the server.',
    breaks: ['OPS-06'],
    before(ctx) {
      const isPosted = /\/oauth2\/v1\/(token|revoke|introspect)$/.test(ctx.path) && ctx.method === 'POST'
      if (!isPosted || ctx.get('Cookie') === '') return false
      ctx.status = 500
      ctx.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache', 'Content-Type': 'application/json;charset=UTF-8' })
      ctx.body = '{"error":"server_error"}'
      return true
    },
  },
  {
    name: 'stuck-connections-slow-others',
    title: 'Once many requests stopped halfway, every twentieth token request takes a second.',
    breaks: ['OPS-07'],
    ...slowOnceStuck(),
  },
  {
    name: 'slow-answers',
    title: 'Every answer takes a second and a half.',
    breaks: [],
    before: async () => wait(1500),
  },
  {
    name: 'lost-response',
    title: 'Every second token response is lost: the request was carried out, and the connection breaks off.',
    breaks: ['RT-05'],
    ...loseEverySecond(),
  },
  {
    name: 'metadata-away',
    title: 'The metadata is answered with 503.',
    breaks: ['META-01'],
    before(ctx) {
      if (!isMetadata(ctx)) return false
      ctx.status = 503
      ctx.set('Retry-After', '5')
      ctx.body = { error: 'temporarily_unavailable' }
      return true
    },
  },
  {
    name: 'token-endpoint-away',
    title: 'The token endpoint answers 503 with an HTML page, as a proxy does.',
    breaks: ['TOKEN-08'],
    before(ctx) {
      if (!isToken(ctx)) return false
      ctx.status = 503
      ctx.set('Retry-After', '1')
      ctx.type = 'text/html'
      ctx.body = '<h1>Service unavailable</h1>'
      return true
    },
  },
  {
    name: 'form-needs-a-script',
    title: 'The sign-in form is written by a script.',
    breaks: ['LOGIN-11'],
    after: (ctx) => {
      if (isPageOf(ctx, 'sign-in'))
        changePage(ctx, (html) => html.replace(/<form.*<\/form>/, '<script>document.write("…")</script>'))
    },
  },
]

/** Whether many were stuck at once is remembered for the server's life. */
function slowOnceStuck(): Pick<Fault, 'before'> {
  const counts = new WeakMap<object, { open: number; stuck: boolean; since: number }>()
  return {
    async before(ctx) {
      if (!isToken(ctx)) return
      const count = counts.get(ctx.app) ?? { open: 0, stuck: false, since: 0 }
      counts.set(ctx.app, count)
      if (count.stuck && (count.since += 1) % 20 === 0) await wait(1000)
      count.open += 1
      const overdue = setTimeout(() => (count.stuck ||= count.open > STUCK), 400).unref()
      ctx.res.once('close', () => {
        clearTimeout(overdue)
        count.open -= 1
      })
    },
  }
}

/** The first one arrives. */
function loseEverySecond(): Pick<Fault, 'after'> {
  let answers = 0
  return {
    after(ctx) {
      if (isToken(ctx) && ctx.status === 200 && (answers += 1) % 2 === 0) ctx.req.socket.destroy()
    },
  }
}
