import { Router } from '@koa/router'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { CsrfTokens } from '../http/csrf.ts'
import { sendFailure } from '../http/send-failure.ts'
import { visitOf } from '../http/visit.ts'
import type { InteractionPath, TenantPath } from './page-paths.ts'
import { postChangePassword, showChangePassword } from './change-password.ts'
import { postConsent, postLeave, showConsent } from './consent.ts'
import { postSignIn, showSignIn } from './sign-in.ts'
import { postSignOut, showSignOut } from './sign-out.ts'

type Page<Path> = (ctx: Context, path: Path) => Promise<void>

/** Our own pages, which are not in the contract: each path with what shows it and what takes its form. */
export function createPageRouter(dependencies: Dependencies): Router {
  const csrf = new CsrfTokens(dependencies.keys)
  const onInteraction: [string, Page<InteractionPath> | null, Page<InteractionPath>][] = [
    ['sign-in', showSignIn(dependencies, csrf), postSignIn(dependencies, csrf)],
    ['consent', showConsent(dependencies, csrf), postConsent(dependencies, csrf)],
    ['sign-out', null, postLeave(dependencies, csrf)],
  ]
  const onTenant: [string, Page<TenantPath>, Page<TenantPath>][] = [
    ['sign-out', showSignOut(dependencies, csrf), postSignOut(dependencies, csrf)],
    ['change-password', showChangePassword(dependencies, csrf), postChangePassword(dependencies, csrf)],
  ]

  const router = new Router({ sensitive: true, strict: true })
  for (const [name, show, post] of onInteraction)
    mount(router, `/:tenant/interaction/:interaction/${name}`, show, post, ({ tenant = '', interaction = '' }) => ({
      tenant,
      interaction,
    }))
  for (const [name, show, post] of onTenant)
    mount(router, `/:tenant/${name}`, show, post, ({ tenant = '' }) => ({ tenant }))
  return router
}

function mount<Path>(
  router: Router,
  path: string,
  show: Page<Path> | null,
  post: Page<Path>,
  pathOf: (parameters: Record<string, string>) => Path,
): void {
  if (show !== null) router.get(path, (ctx) => show(ctx, pathOf(ctx.params)))
  router.post(path, (ctx) => post(ctx, pathOf(ctx.params)))
  router.all(path, (ctx) => {
    visitOf(ctx).reason = 'method_not_allowed'
    ctx.set('Allow', show === null ? 'POST' : 'GET, HEAD, POST')
    sendFailure(ctx, 405, 'method-not-allowed')
  })
}
