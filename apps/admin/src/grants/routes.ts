import { attempt } from '../http/attempt.ts'
import { listQuery } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { findUser } from '../users/find-user.ts'
import { namesOf } from '../users/names.ts'
import { pageOf } from './addresses.ts'
import { appField } from './app-field.ts'
import { appNames } from './app-names.ts'
import { grantPage, revokeGrantPage } from './grant-page.ts'
import { listGrantsPage } from './list-page.ts'

/** Grants: list, look at, revoke. */
export const grants: Room = (dependencies) => ({
  'GET /grants': page(dependencies, async (visit, ctx) => {
    const query = ctx.URL.searchParams
    const { app = '', live, ...rows } = listQuery(ctx, 'app', 'live')
    const user = await findUser(visit, query.get('user'))
    const rest = { query, user, appField: appField(await appNames(visit), app) }
    if (user.kind === 'nobody' || user.kind === 'several')
      return listGrantsPage(visit, { ...rest, page: undefined, names: new Map() })
    const filter = {
      ...rows,
      ...(app !== '' && { client_id: app }),
      ...(user.kind === 'one' && { user_id: user.user.id }),
      ...(live === 'true' && { live: true }),
    }
    const { body } = await visit.api.listGrants({ query: filter })
    const names = await namesOf(
      visit,
      body.items.map(({ user_id: id }) => id),
    )
    return listGrantsPage(visit, { ...rest, page: body, names })
  }),

  'GET /grants/:grant': page(dependencies, async (visit, ctx) => {
    const { body: grant } = await visit.api.getGrant({ path: { grant_id: ctx.params['grant'] ?? '' } })
    return grantPage(visit, grant, await namesOf(visit, [grant.user_id]))
  }),

  'GET /grants/:grant/revoke': page(dependencies, async (visit, ctx) => {
    const { body: grant } = await visit.api.getGrant({ path: { grant_id: ctx.params['grant'] ?? '' } })
    return revokeGrantPage(visit, grant, await namesOf(visit, [grant.user_id]))
  }),

  'POST /grants/:grant/revoke': action(dependencies, async (submission, ctx) => {
    const path = { grant_id: ctx.params['grant'] ?? '' }
    const revoked = await attempt(() => submission.api.revokeGrant({ path }))
    if (revoked.ok)
      return {
        to: pageOf(submission, path.grant_id),
        notice: { kind: 'done', text: 'Revoked the grant. Its tokens have ended.' },
      }
    const { body: grant } = await submission.api.getGrant({ path })
    const names = await namesOf(submission, [grant.user_id])
    return { page: revokeGrantPage(submission, grant, names, revoked.problem), status: 422 }
  }),
})
