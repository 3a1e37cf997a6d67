import { attemptDeletion } from '../http/attempt.ts'
import type { Room } from '../http/routes.ts'
import { action, page, type Visit } from '../http/visit.ts'
import { accessPage, type Access } from './access-page.ts'
import { pageOf } from './addresses.ts'
import { withdrawConsentPage } from './confirmations.ts'
import { userIdOf, userInPath } from './user-in-path.ts'

const SHOWN = 50

/** What somebody has access to, and taking it away. */
export const accessRoutes: Room = (dependencies) => ({
  'GET /users/:user/access': page(dependencies, async (visit, ctx) => {
    const { user } = await userInPath(visit, ctx)
    return accessPage(visit, user, await accessOf(visit, user.id))
  }),

  'GET /users/:user/access/:client/withdraw': page(dependencies, async (visit, ctx) =>
    withdrawConsentPage(visit, (await userInPath(visit, ctx)).user, ctx.params['client'] ?? ''),
  ),

  'POST /users/:user/access/:client/withdraw': action(dependencies, async (submission, ctx) => {
    const { user } = await userInPath(submission, ctx)
    const clientId = ctx.params['client'] ?? ''
    const path = { user_id: user.id, client_id: clientId }
    const withdrawn = await attemptDeletion(() => submission.api.withdrawConsent({ path }))
    if (!withdrawn.ok) return { page: withdrawConsentPage(submission, user, clientId, withdrawn.problem), status: 422 }
    return {
      to: `${pageOf(submission, user.id)}/access`,
      notice: { kind: 'done', text: 'Withdrew the consent. The access that rested on it has ended.' },
    }
  }),

  'POST /users/:user/throttles/:throttle/lift': action(dependencies, async (submission, ctx) => {
    const path = { throttle_id: ctx.params['throttle'] ?? '' }
    const lifted = await attemptDeletion(() => submission.api.liftThrottle({ path }))
    const to = `${pageOf(submission, userIdOf(ctx).user_id)}/access`
    if (!lifted.ok) return { to, notice: { kind: 'problem', text: lifted.problem.detail } }
    return { to, notice: { kind: 'done', text: 'Lifted. They can try again at once.' } }
  }),
})

async function accessOf({ api }: Visit, id: string): Promise<Access> {
  const query = { user_id: id, limit: SHOWN }
  const [sessions, grants, consents, throttles] = await Promise.all([
    api.listSessions({ query }),
    api.listGrants({ query: { ...query, live: true } }),
    api.listConsents({ query }),
    api.listThrottles({ query }),
  ])
  return {
    sessions: sessions.body.items,
    grants: grants.body.items,
    consents: consents.body.items,
    throttles: throttles.body.items,
    moreGrants: grants.body.next_cursor !== null,
  }
}
