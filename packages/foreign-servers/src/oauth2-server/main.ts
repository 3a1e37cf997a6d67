import OAuth2Server from '@node-oauth/oauth2-server'
import { Router } from '@koa/router'
import Koa from 'koa'
import { user } from '../clients.ts'
import { createAccounts } from '../host/accounts.ts'
import { readForm } from '../host/read-form.ts'
import { securityHeaders } from '../host/security-headers.ts'
import { serve } from '../host/serve.ts'
import { signUp } from '../host/sign-up.ts'
import { authorization } from './authorization.ts'
import { respond, toRequest } from './exchange.ts'
import { createModel } from './model.ts'

const accounts = createAccounts()
await accounts.create(user.username, user.password)

const oauth = new OAuth2Server({
  model: createModel(),
  authorizationCodeLifetime: 60,
  accessTokenLifetime: 3_600,
  refreshTokenLifetime: 30 * 86_400,
  // Public clients refresh with their id alone; the model refuses a confidential client without its secret.
  requireClientAuthentication: { refresh_token: false },
})

const router = new Router()
router.post('/token', async (ctx) => {
  const body = await readForm(ctx)
  await respond(ctx, (response) => oauth.token(toRequest(ctx, { body }), response))
})
router.get('/identity', async (ctx) => {
  await respond(ctx, async (response) => {
    const { user: owner } = await oauth.authenticate(toRequest(ctx), response, { scope: ['profile'] })
    response.body = { sub: String(owner['id']) }
  })
})

const app = new Koa()
app.use(securityHeaders)
app.use(signUp(accounts).routes())
app.use(authorization(oauth, accounts).routes())
app.use(router.routes()).use(router.allowedMethods())
await serve(() => app.callback())
