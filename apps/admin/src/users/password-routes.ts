import { attempt, problemAt } from '../http/attempt.ts'
import { filled } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page, type Submission } from '../http/visit.ts'
import { pageOf } from './addresses.ts'
import { passwordLinkPage, passwordPage } from './password-page.ts'
import { userInPath } from './user-in-path.ts'

/** A new password: typed, or chosen with a link. */
export const passwordRoutes: Room = (dependencies) => ({
  'GET /users/:user/password': page(dependencies, async (visit, ctx) =>
    passwordPage(visit, (await userInPath(visit, ctx)).user, filled({})),
  ),

  'POST /users/:user/password': action(dependencies, async (submission, ctx) => {
    const { user } = await userInPath(submission, ctx)
    const done = await resetPassword(submission, user.id)
    if (!done.ok) return { page: passwordPage(submission, user, submission.form, done.problem), status: 422 }
    if (done.value !== null) return { page: passwordLinkPage(submission, user, done.value) }
    const text = `Gave ${user.name} a new password. They are signed out everywhere.`
    return { to: pageOf(submission, user.id), notice: { kind: 'done', text } }
  }),
})

/** The link to hand over; null: there is none, because the password was typed. */
function resetPassword({ api, form }: Submission, id: string) {
  const path = { user_id: id }
  const way = form.get('way')
  if (way === 'invitation') return attempt(async () => (await api.inviteUser({ path })).body)
  if (way !== 'password') return attempt(async () => (await api.resetPassword({ path, body: {} })).body.link)
  const password = form.get('password') ?? ''
  if (password === '') return problemAt('/password', 'Type a password, or let the person choose one.')
  return attempt(async () => (await api.resetPassword({ path, body: { password } })).body.link)
}
