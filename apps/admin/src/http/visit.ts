import { GrantEndedError, HubUnreachableError, isHubClientError } from '@identity-hub/client'
import {
  createManagementClient,
  ManagementError,
  type ManagementClient,
  type OperationResult,
} from '@identity-hub/client/management'
import { answerPage, csrfToken, describeError, isCsrfToken, readForm, redirect } from '@identity-hub/web-app'
import type { Markup } from '@identity-hub/markup'
import type { RouterContext } from '@koa/router'
import type { Context, Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { messagePage } from '../pages/message-page.ts'
import { MissingFieldError } from './input.ts'
import { leaveNotice, takeNotice, type Notice } from './notice.ts'
import { findSession, isSlug, type SignedIn } from './session.ts'

/** A signed-in administrator on a page of one tenant. */
export interface Visit {
  /** The tenant that the page is about. */
  readonly tenant: string
  /** Where they signed in: the tenant `hub` may visit every other. */
  readonly home: string
  readonly person: OperationResult<'getPrincipal'>
  readonly api: ManagementClient
  /** For every form of the page. */
  readonly csrf: string
  readonly notice: Notice | undefined
}

/** What a form was sent with, and what came of it. */
export interface Submission extends Visit {
  readonly form: URLSearchParams
}

/** Where to go, with what to say there; or the page to show instead. */
export type Outcome =
  | { readonly to: string; readonly notice?: Notice }
  | { readonly page: Markup; readonly status?: number }

const FORM_LIMIT_BYTES = 65_536

/** A page that is looked at. */
export function page(
  dependencies: Dependencies,
  show: (visit: Visit, ctx: RouterContext) => Promise<Markup>,
): Middleware {
  return (ctx) =>
    visiting(ctx, dependencies, async (visit) =>
      answerPage(ctx, String(await show({ ...visit, notice: takeNotice(ctx, dependencies.cookies) }, routed(ctx)))),
    )
}

/** A form that was sent. The browser goes on with 303, so that loading the page again sends nothing twice. */
export function action(
  dependencies: Dependencies,
  act: (submission: Submission, ctx: RouterContext) => Promise<Outcome>,
): Middleware {
  return (ctx) =>
    visiting(ctx, dependencies, async (visit, signedIn) => {
      const form = await readForm(ctx, FORM_LIMIT_BYTES)
      if (typeof form === 'number' || !isCsrfToken(form.get('csrf') ?? undefined, signedIn.cookie))
        return answerPage(ctx, String(messagePage('foreign-form')), typeof form === 'number' ? form : 403)
      const outcome = await act({ ...visit, form }, routed(ctx))
      if ('page' in outcome) return answerPage(ctx, String(outcome.page), outcome.status ?? 200)
      if (outcome.notice) leaveNotice(ctx, dependencies.cookies, outcome.notice)
      redirect(ctx, outcome.to)
    })
}

// The router gives every middleware of a route its context.
const routed = (ctx: Context): RouterContext => ctx as RouterContext

async function visiting(
  ctx: Context,
  dependencies: Dependencies,
  work: (visit: Visit, signedIn: SignedIn) => Promise<void>,
): Promise<void> {
  const signedIn = findSession(ctx, dependencies)
  const { tenant = '' } = routed(ctx).params
  if (!isSlug(tenant)) return answerPage(ctx, String(messagePage('not-found')), 404)
  if (!signedIn || signedIn.grant.end) return goToSignIn(ctx)
  const hub = dependencies.clients.find(signedIn.tenant)
  const api = createManagementClient({
    origin: dependencies.hubOrigin,
    tenant,
    accessToken: async () => (await hub.getAccessToken(signedIn.grant.id)).accessToken,
    clock: dependencies.clock,
  })
  try {
    const { body: person } = await api.getPrincipal()
    const visit = { tenant, home: signedIn.tenant, person, api, csrf: csrfToken(signedIn.cookie), notice: undefined }
    await work(visit, signedIn)
  } catch (error) {
    answerFailure(ctx, dependencies, error)
  }
}

function goToSignIn(ctx: Context): void {
  const returnTo = ctx.method === 'GET' ? `?return_to=${encodeURIComponent(ctx.path)}` : ''
  redirect(ctx, `/${returnTo}`)
}

function answerFailure(ctx: Context, { log }: Dependencies, error: unknown): void {
  if (error instanceof GrantEndedError) return goToSignIn(ctx)
  if (error instanceof MissingFieldError) return answerPage(ctx, String(messagePage('foreign-form')), 400)
  if (error instanceof ManagementError) {
    // Rights that are gone since the access token was issued: a new one says so, or the sign-in does.
    if (error.status === 401) return goToSignIn(ctx)
    const { status, detail, requestId } = error
    const kind = status === 404 ? 'not-found' : status === 403 ? 'forbidden' : 'refused'
    return answerPage(ctx, String(messagePage(kind, { detail, requestId })), status)
  }
  if (error instanceof HubUnreachableError) {
    ctx.set('Retry-After', String(error.retryAfterSeconds ?? 5))
    log.warn({ error: describeError(error) }, 'hub away')
    return answerPage(ctx, String(messagePage('hub-away', { requestId: error.requestId })), 503)
  }
  if (!isHubClientError(error)) throw error
  log.warn({ error: describeError(error) }, 'hub unusable')
  answerPage(ctx, String(messagePage('hub-unusable')), 502)
}
