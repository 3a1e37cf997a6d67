import { Router } from '@koa/router'
import Koa from 'koa'
import { listenOn } from '../../servers/listen-on.ts'

// The least that a server on Koa and @koa/router can do: one route, one constant. It reads no body, checks nothing and
// stores nothing, so it is a limit and no contestant.

const TOKEN = 'x'.repeat(73)
const ANSWER = {
  access_token: TOKEN,
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: TOKEN,
  scope: 'profile email',
}

const router = new Router()
router.get('/authorize', (ctx) => {
  ctx.status = 303
  ctx.set('Location', `https://app.example/callback?code=${TOKEN}&state=af0ifjsldkj`)
})
router.post('/token', (ctx) => {
  ctx.body = ANSWER
})
router.get('/answer', (ctx) => {
  ctx.body = ANSWER
})

const app = new Koa()
app.use(router.routes())
listenOn(app.callback())
