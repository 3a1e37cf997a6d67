import { Router } from '@koa/router'
import { errors, type Provider } from 'oidc-provider'
import type { Accounts } from '../host/accounts.ts'
import { showConsent, showPage, showSignIn } from '../host/pages.ts'
import { readForm, textIn } from '../host/read-form.ts'

const separately = { mergeWithLastSubmission: false }

/** Sign-in and consent, step by step as the library's own example has them. */
export function interactions(provider: Provider, accounts: Accounts): Router {
  const router = new Router({ prefix: '/interaction/:uid' })

  router.use(async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    try {
      await next()
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error
      showPage(ctx, error.status, 'Please begin again', '<p>This sign-in is over, or began in another browser.</p>')
    }
  })

  router.get('/', async (ctx) => {
    const { uid, prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res)
    if (prompt.name === 'login') return showSignIn(ctx, `/interaction/${uid}/login`)
    const client = await provider.Client.find(String(params['client_id']))
    showConsent(ctx, `/interaction/${uid}/confirm`, {
      username: session?.accountId ?? '',
      clientName: client?.clientName ?? '',
      redirectUri: String(params['redirect_uri']),
      scopes: typeof params['scope'] === 'string' ? params['scope'].split(' ') : [],
    })
  })

  router.post('/login', async (ctx) => {
    const { uid } = await provider.interactionDetails(ctx.req, ctx.res)
    const form = await readForm(ctx)
    const username = textIn(form, 'username')
    const accountId = await accounts.authenticate(username, textIn(form, 'password'))
    if (accountId === undefined) return showSignIn(ctx, `/interaction/${uid}/login`, { username })
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId } }, separately)
    ctx.respond = false
  })

  router.post('/confirm', async (ctx) => {
    const details = await provider.interactionDetails(ctx.req, ctx.res)
    const { prompt, params, session } = details
    const decision = textIn(await readForm(ctx), 'decision')
    if (prompt.name !== 'consent' || session === undefined || !['allow', 'deny'].includes(decision))
      return showPage(ctx, 400, 'Please begin again', '<p>There is nothing to decide here.</p>')
    if (decision === 'deny') {
      await provider.interactionFinished(ctx.req, ctx.res, { error: 'access_denied' }, separately)
    } else {
      const existing = details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId)
      const owner = { accountId: session.accountId, clientId: String(params['client_id']) }
      const grant = existing ?? new provider.Grant(owner)
      const { missingOIDCScope } = prompt.details
      if (Array.isArray(missingOIDCScope)) grant.addOIDCScope(missingOIDCScope.join(' '))
      const grantId = await grant.save()
      await provider.interactionFinished(ctx.req, ctx.res, { consent: { grantId } })
    }
    ctx.respond = false
  })

  return router
}
