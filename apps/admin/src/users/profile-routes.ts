import { attemptChange } from '../http/attempt-change.ts'
import { headerField } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { pageOf } from './addresses.ts'
import { profilePage } from './profile-page.ts'
import { formOf, readChanges } from './user-forms.ts'
import { userIdOf, userInPath } from './user-in-path.ts'

/** What is known of a person, and changed on one page. */
export const profileRoutes: Room = (dependencies) => ({
  'GET /users/:user/profile': page(dependencies, async (visit, ctx) => {
    const { user, etag } = await userInPath(visit, ctx)
    return profilePage(visit, user, { typed: formOf(user), etag })
  }),

  'POST /users/:user/profile': action(dependencies, async (submission, ctx) => {
    const { api, form } = submission
    const path = userIdOf(ctx)
    const ifMatch = headerField(form, 'etag')
    const changed = await attemptChange({
      ifMatch,
      changes: readChanges(form),
      send: (body) => api.updateUser({ path, ifMatch, body }),
      read: () => api.getUser({ path }),
    })
    const { record: user } = changed
    if (changed.ok)
      return { to: pageOf(submission, user.id), notice: { kind: 'done', text: `Saved the profile of ${user.name}.` } }
    const { etag, problem } = changed
    return { page: profilePage(submission, user, { typed: form, etag, problem }), status: 422 }
  }),
})
