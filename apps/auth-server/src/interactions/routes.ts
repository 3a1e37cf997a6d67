import { Router } from '@koa/router'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { CsrfTokens } from '../http/csrf.ts'
import { sendFailure } from '../http/send-failure.ts'
import { visitOf } from '../http/visit.ts'
import { postEndAccess, postEndSession, postSignOutEverywhere, showAccount } from './account.ts'
import { postAccountSignIn, showAccountSignIn } from './account-sign-in.ts'
import { postChangePassword, showChangePassword } from './change-password.ts'
import { postConsent, postLeave, showConsent } from './consent.ts'
import { showError } from './errors.ts'
import type { PagePath } from './page-paths.ts'
import { pageRoutes, type PageName, type PageRoute } from './page-routes.ts'
import { postPasswordLink, showPasswordLink } from './password-link.ts'
import { postSignIn, showSignIn } from './sign-in.ts'
import { postSignOut, showSignOut } from './sign-out.ts'

type Page = (ctx: Context, path: PagePath) => Promise<void>

/** Our own pages, which are not in the contract. */
export function createPageRouter(dependencies: Dependencies): Router {
  const csrf = new CsrfTokens(dependencies.keys)
  const pages: Readonly<Record<PageName, Page>> = {
    showSignIn: showSignIn(dependencies, csrf),
    postSignIn: postSignIn(dependencies, csrf),
    showConsent: showConsent(dependencies, csrf),
    postConsent: postConsent(dependencies, csrf),
    postLeave: postLeave(dependencies, csrf),
    showSignOut: showSignOut(dependencies, csrf),
    postSignOut: postSignOut(dependencies, csrf),
    showChangePassword: showChangePassword(dependencies, csrf),
    postChangePassword: postChangePassword(dependencies, csrf),
    showAccount: showAccount(dependencies, csrf),
    showAccountSignIn: showAccountSignIn(dependencies, csrf),
    postAccountSignIn: postAccountSignIn(dependencies, csrf),
    postEndAccess: postEndAccess(dependencies, csrf),
    postEndSession: postEndSession(dependencies, csrf),
    postSignOutEverywhere: postSignOutEverywhere(dependencies, csrf),
    showPasswordLink: showPasswordLink(dependencies, csrf),
    postPasswordLink: postPasswordLink(dependencies, csrf),
    showError: showError(dependencies),
  }

  const router = new Router({ sensitive: true, strict: true })
  const routes: readonly PageRoute[] = Object.values(pageRoutes)
  // Object.keys does not tell that it knows the names.
  for (const name of Object.keys(pageRoutes) as PageName[]) {
    const { method, path } = pageRoutes[name]
    router.register(routerPath(path), method === 'GET' ? ['GET', 'HEAD'] : [method], (ctx) =>
      pages[name](ctx, pathOf(ctx.params)),
    )
  }
  for (const path of new Set(routes.map((route) => route.path)))
    router.all(routerPath(path), (ctx) => {
      visitOf(ctx).reason = 'method_not_allowed'
      const methods = routes.filter((route) => route.path === path).map(({ method }) => method)
      ctx.set('Allow', methods.map((method) => (method === 'GET' ? 'GET, HEAD' : method)).join(', '))
      sendFailure(ctx, 405, 'method-not-allowed')
    })
  return router
}

function routerPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function pathOf({ tenant = '', interaction = '', link = '', error = '' }: Readonly<Record<string, string>>): PagePath {
  return { tenant, interaction, link, error }
}
