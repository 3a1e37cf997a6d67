import { attempt, problemAt } from '../http/attempt.ts'
import { required } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page, type Submission } from '../http/visit.ts'
import type { Dependencies } from '../dependencies.ts'
import { pageOf } from './addresses.ts'
import { askPage, type Question } from './confirmations.ts'
import { erasePage, proofOf } from './erase-page.ts'
import { titleOf } from './standing.ts'
import { userIdOf, userInPath } from './user-in-path.ts'

/** Whether somebody may sign in, is listed, and is known at all. */
export const statusRoutes: Room = (dependencies) => ({
  ...asked(
    dependencies,
    'block',
    (submission, path) => submission.api.blockUser({ path }),
    'They are blocked. All their access has ended.',
  ),
  ...asked(
    dependencies,
    'archive',
    (submission, path) => submission.api.archiveUser({ path }),
    'They are archived. All their access has ended.',
  ),
  ...asked(
    dependencies,
    'sign-out',
    (submission, path) => submission.api.endUserSessions({ path }),
    'They are signed out everywhere.',
  ),
  ...pressed(
    dependencies,
    'unblock',
    (submission, path) => submission.api.unblockUser({ path }),
    'They can sign in again.',
  ),
  ...pressed(
    dependencies,
    'restore',
    (submission, path) => submission.api.restoreUser({ path }),
    'They are out of the archive, and can sign in again.',
  ),

  'GET /users/:user/erase': page(dependencies, async (visit, ctx) =>
    erasePage(visit, (await userInPath(visit, ctx)).user, ''),
  ),

  'POST /users/:user/erase': action(dependencies, async (submission, ctx) => {
    const { user } = await userInPath(submission, ctx)
    const to = pageOf(submission, user.id)
    const done = { kind: 'done', text: 'Erased. Nothing personal is left.' } as const
    // Pressed twice.
    if (user.erased_at !== null) return { to, notice: done }
    const typed = required(submission.form, 'proof')
    const erased = isProof(typed, proofOf(user))
      ? await attempt(() => submission.api.eraseUser({ path: { user_id: user.id } }))
      : problemAt('/proof', `That is not ${proofOf(user)}. Nobody was erased.`)
    return erased.ok ? { to, notice: done } : { page: erasePage(submission, user, typed, erased.problem), status: 422 }
  }),

  'POST /users/:user/export': action(dependencies, async ({ api }, ctx) => {
    const { body } = await api.exportUser({ path: userIdOf(ctx) })
    return { download: `${JSON.stringify(body, null, 2)}\n`, name: `user-${body.user.id}.json` }
  }),
})

const isProof = (typed: string, proof: string): boolean => typed.trim().toLowerCase() === proof.toLowerCase()

type Work = (submission: Submission, path: { readonly user_id: string }) => Promise<unknown>

/** With a question before it. */
function asked(dependencies: Dependencies, question: Question, work: Work, text: string): ReturnType<Room> {
  return {
    [`GET /users/:user/${question}`]: page(dependencies, async (visit, ctx) =>
      askPage(visit, (await userInPath(visit, ctx)).user, question),
    ),
    [`POST /users/:user/${question}`]: action(dependencies, async (submission, ctx) => {
      const { user } = await userInPath(submission, ctx)
      const done = await attempt(() => work(submission, { user_id: user.id }))
      if (!done.ok) return { page: askPage(submission, user, question, done.problem), status: 422 }
      return { to: pageOf(submission, user.id), notice: { kind: 'done', text: `${titleOf(user)}: ${text}` } }
    }),
  }
}

/** What takes nothing from anybody. */
function pressed(dependencies: Dependencies, name: 'unblock' | 'restore', work: Work, text: string): ReturnType<Room> {
  return {
    [`POST /users/:user/${name}`]: action(dependencies, async (submission, ctx) => {
      const path = userIdOf(ctx)
      const done = await attempt(() => work(submission, path))
      const to = pageOf(submission, path.user_id)
      return { to, notice: done.ok ? { kind: 'done', text } : { kind: 'problem', text: done.problem.detail } }
    }),
  }
}
