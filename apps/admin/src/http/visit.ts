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
  /** Of the tenant that they signed in at. */
  readonly homeApi: ManagementClient
  /** For every form of the page. */
  readonly csrf: string
  readonly notice: Notice | undefined
}

/** What a form was sent with, and what came of it. */
export interface Submission extends Visit {
  readonly form: URLSearchParams
}

/** Where to go, with what to say there; or the page to show instead; or a JSON file to keep. */
export type Outcome =
  | { readonly to: string; readonly notice?: Notice }
  | { readonly page: Markup; readonly status?: number }
  | { readonly download: string; readonly name: string }

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
      if (form === 413) return answerPage(ctx, String(messagePage('huge-form', { visit })), form)
      if (form === 415 || !isCsrfToken(form.get('csrf') ?? undefined, signedIn.cookie))
        return answerPage(ctx, String(messagePage('foreign-form')), form === 415 ? form : 403)
      const outcome = await act({ ...visit, form }, routed(ctx))
      if ('page' in outcome) return answerPage(ctx, String(outcome.page), outcome.status ?? 200)
      if ('download' in outcome) return answerFile(ctx, outcome)
      if (outcome.notice) leaveNotice(ctx, dependencies.cookies, outcome.notice)
      redirect(ctx, outcome.to)
    })
}

function answerFile(ctx: Context, { download, name }: Extract<Outcome, { readonly download: string }>): void {
  ctx.set('Cache-Control', 'no-store')
  ctx.attachment(name)
  ctx.type = 'application/json'
  ctx.body = download
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
  if (!signedIn || signedIn.grant.end) return goToSignIn(ctx, dependencies)
  // No token is shown to a tenant that it is not for.
  if (signedIn.tenant !== 'hub' && signedIn.tenant !== tenant)
    return answerPage(ctx, String(messagePage('not-found')), 404)
  let visit: Visit | undefined
  try {
    visit = await begin(dependencies, signedIn, tenant)
    if (visit.person.scopes.length > 0) return await work(visit, signedIn)
    answerPage(ctx, String(messagePage('access-denied', { visit })), 403)
  } catch (error) {
    answerFailure(ctx, dependencies, error, visit)
  }
}

async function begin(
  { hubOrigin, clients, clock }: Dependencies,
  { tenant: home, cookie, grant }: SignedIn,
  tenant: string,
): Promise<Visit> {
  const hub = clients.find(home)
  const accessToken = async (): Promise<string> => (await hub.getAccessToken(grant.id)).accessToken
  const apiOf = (one: string): ManagementClient =>
    createManagementClient({ origin: hubOrigin, tenant: one, accessToken, clock })
  const [api, homeApi] = [apiOf(tenant), apiOf(home)]
  const ask = async (): Promise<Visit['person']> => (await api.getPrincipal()).body
  const person = await ask().catch(async (error: unknown) => {
    if (!(error instanceof ManagementError) || error.status !== 401) throw error
    // The token ended before its time. A new one tells whether the grant did, too. RFC 6750 §3.1
    await hub.refresh(grant.id)
    return ask()
  })
  return { tenant, home, person, api, homeApi, csrf: csrfToken(cookie), notice: undefined }
}

function goToSignIn(ctx: Context, { cookies }: Dependencies, ended = ''): void {
  if (ctx.method !== 'POST') {
    if (ended !== '') leaveNotice(ctx, cookies, { kind: 'problem', text: ended })
    return redirect(ctx, `/?return_to=${encodeURIComponent(ctx.path)}`)
  }
  leaveNotice(ctx, cookies, {
    kind: 'problem',
    text: `${ended} Nothing was changed; sign in and send it again.`.trim(),
  })
  redirect(ctx, '/?return_to=')
}

const ENDED = 'Your sign-in has ended: it was too old, or your rights have changed.'

function answerFailure(ctx: Context, dependencies: Dependencies, error: unknown, visit: Visit | undefined): void {
  const { log } = dependencies
  if (error instanceof GrantEndedError) return goToSignIn(ctx, dependencies, ENDED)
  if (error instanceof MissingFieldError) return answerPage(ctx, String(messagePage('foreign-form', { visit })), 400)
  if (error instanceof ManagementError) {
    const { status, detail, requestId } = error
    if (status === 401) return goToSignIn(ctx, dependencies, ENDED)
    const kind = status === 404 ? 'not-found' : status === 403 ? 'forbidden' : 'refused'
    // What is not there is told in our words.
    const details = status === 404 ? { visit } : { visit, detail, requestId }
    return answerPage(ctx, String(messagePage(kind, details)), status)
  }
  if (error instanceof HubUnreachableError) {
    ctx.set('Retry-After', String(error.retryAfterSeconds ?? 5))
    log.warn({ error: describeError(error) }, 'hub away')
    const [kind, status] =
      error.status === 429
        ? (['hub-busy', 429] as const)
        : ([ctx.method === 'POST' ? 'hub-away-meanwhile' : 'hub-away', 503] as const)
    return answerPage(ctx, String(messagePage(kind, { requestId: error.requestId })), status)
  }
  if (!isHubClientError(error)) throw error
  log.warn({ error: describeError(error) }, 'hub unusable')
  answerPage(ctx, String(messagePage('hub-unusable')), 502)
}
