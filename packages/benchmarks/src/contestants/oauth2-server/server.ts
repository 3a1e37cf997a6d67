import { randomBytes } from 'node:crypto'
import OAuth2Server from '@node-oauth/oauth2-server'
import { Router } from '@koa/router'
import Koa, { type Context } from 'koa'
import { listenOn } from '../../servers/listen-on.ts'
import { createOAuth2Server, owner } from './create-oauth2-server.ts'
import { readForm } from './read-form.ts'

// arguments: store, port. The application that the library leaves to its user: routes, a form parser, a sign-in.

const [store = 'map'] = process.argv.slice(2)
const oauth = createOAuth2Server(store)
const sessions = new Map<string, OAuth2Server.User>()

function toRequest(ctx: Context, body: Record<string, string> = {}): OAuth2Server.Request {
  const { method, headers, query } = ctx
  // Koa types what may be repeated as an array; nothing is in these requests.
  return new OAuth2Server.Request({
    method,
    headers: headers as Record<string, string>,
    query: query as Record<string, string>,
    body,
  })
}

function send(ctx: Context, { status = 200, headers = {}, body }: OAuth2Server.Response): void {
  ctx.set(headers)
  ctx.body = body
  ctx.status = status
}

const router = new Router()
router.get('/ready', (ctx) => {
  ctx.body = 'ready'
})
router.get('/sign-in', (ctx) => {
  const session = randomBytes(32).toString('base64url')
  sessions.set(session, owner.user)
  ctx.cookies.set('session', session)
  ctx.redirect('https://app.example/')
})
router.get('/authorize', async (ctx) => {
  const response = new OAuth2Server.Response()
  await oauth.authorize(toRequest(ctx), response, {
    authenticateHandler: { handle: () => sessions.get(ctx.cookies.get('session') ?? '') },
  })
  send(ctx, response)
})
router.post('/token', async (ctx) => {
  const response = new OAuth2Server.Response()
  await oauth.token(toRequest(ctx, await readForm(ctx.req)), response)
  send(ctx, response)
})
router.get('/identity', async (ctx) => {
  const token = await oauth.authenticate(toRequest(ctx), new OAuth2Server.Response(), { scope: ['profile'] })
  ctx.body = { identityId: String(token.user['id']), displayName: 'Ada', userName: 'ada', disabled: false }
})

const app = new Koa()
app.use(router.routes())
listenOn(app.callback())
