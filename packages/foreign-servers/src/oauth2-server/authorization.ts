import { randomBytes } from 'node:crypto'
import type OAuth2Server from '@node-oauth/oauth2-server'
import { Router } from '@koa/router'
import type { Context } from 'koa'
import type { Accounts } from '../host/accounts.ts'
import { showConsent, showPage, showSignIn } from '../host/pages.ts'
import { fieldsOf, readForm, textIn } from '../host/read-form.ts'
import { respond, toRequest } from './exchange.ts'
import { clientOf } from './model.ts'
import { createSessions, type Session } from './sessions.ts'

/** Thrown out of the library while a page has to come first. */
class Unsettled extends Error {
  readonly page: 'sign-in' | 'consent'

  constructor(page: Unsettled['page']) {
    super(page)
    this.page = page
  }
}

/** `GET /authorize`, with the sign-in and the consent that the library leaves to its user. */
export function authorization(oauth: OAuth2Server, accounts: Accounts): Router {
  const sessions = createSessions()
  const router = new Router()
  router.use(async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    await next()
  })

  // The library looks at the client and its redirect_uri before it asks who is there.
  const authorize = (ctx: Context, session: Session, query: string, body: Record<string, string> = {}) =>
    respond(ctx, (response) =>
      oauth.authorize(toRequest(ctx, { query, body }), response, {
        authenticateHandler: { handle: () => ownerOf(session, query, body) },
      }),
    )

  router.get('/authorize', async (ctx) => {
    const session = sessions.of(ctx)
    try {
      await authorize(ctx, session, ctx.querystring)
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error
      const id = randomBytes(16).toString('base64url')
      session.pending.set(id, ctx.querystring)
      leadTo(ctx, `/${error.page}/${id}`)
    }
  })

  router.get('/sign-in/:id', (ctx) =>
    sessions.of(ctx).pending.has(ctx.params.id ?? '') ? showSignIn(ctx, ctx.path) : beginAgain(ctx),
  )

  router.post('/sign-in/:id', async (ctx) => {
    const session = sessions.of(ctx)
    const query = session.pending.get(ctx.params.id ?? '')
    if (query === undefined) return beginAgain(ctx)
    const form = await readForm(ctx)
    const username = textIn(form, 'username')
    if ((await accounts.authenticate(username, textIn(form, 'password'))) === undefined)
      return showSignIn(ctx, ctx.path, { username })
    session.pending.delete(ctx.params.id ?? '')
    sessions.signIn(ctx, username)
    leadTo(ctx, `/authorize?${query}`)
  })

  router.get('/consent/:id', (ctx) => {
    const { pending, username = '' } = sessions.of(ctx)
    const query = pending.get(ctx.params.id ?? '')
    if (query === undefined) return beginAgain(ctx)
    const fields = fieldsOf(query)
    const client = clientOf(textIn(fields, 'client_id'))
    const scopes = (textIn(fields, 'scope') || (client?.scope ?? '')).split(' ')
    const redirectUri = textIn(fields, 'redirect_uri') || (client?.redirectUris[0] ?? '')
    showConsent(ctx, ctx.path, { username, clientName: client?.name ?? '', redirectUri, scopes })
  })

  router.post('/consent/:id', async (ctx) => {
    const session = sessions.of(ctx)
    const query = session.pending.get(ctx.params.id ?? '')
    const decision = textIn(await readForm(ctx), 'decision')
    if (query === undefined || session.username === undefined || !['allow', 'deny'].includes(decision))
      return beginAgain(ctx)
    session.pending.delete(ctx.params.id ?? '')
    if (decision === 'allow') session.allowed.add(consentOf(query))
    // `allowed=false` is the library's own word for a denial.
    await authorize(ctx, session, query, decision === 'allow' ? {} : { allowed: 'false' })
  })

  return router
}

/** Who signed in and allowed this before, or says no to it now. */
function ownerOf({ username, allowed }: Session, query: string, { allowed: answer }: Record<string, string>) {
  if (username === undefined) throw new Unsettled('sign-in')
  const house = clientOf(textIn(fieldsOf(query), 'client_id'))?.firstParty === true
  if (!house && answer === undefined && !allowed.has(consentOf(query))) throw new Unsettled('consent')
  return { id: username }
}

function consentOf(query: string): string {
  const fields = fieldsOf(query)
  return `${textIn(fields, 'client_id')} ${textIn(fields, 'scope')}`
}

function leadTo(ctx: Context, path: string): void {
  ctx.redirect(path)
  ctx.status = 303
}

function beginAgain(ctx: Context): void {
  showPage(ctx, 400, 'Please begin again', '<p>This sign-in is over, or began in another browser.</p>')
}
