import type { Markup } from '@identity-hub/markup'
import type { RouterContext } from '@koa/router'
import { attempt, attemptDeletion, type Problem } from '../http/attempt.ts'
import { headerField, required } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page, type Visit } from '../http/visit.ts'
import { pageOf } from './addresses.ts'
import { clientIdOf, findClient } from './find-client.ts'
import { newSecretPage, retirePage, secretsPage } from './secrets-page.ts'

const secretOf = ({ params }: RouterContext): string => params['secret'] ?? ''

/** The secrets of an app: list, make, retire. */
export const secretRoutes: Room = (dependencies) => {
  async function show(visit: Visit, ctx: RouterContext, chosen?: string, problem?: Problem): Promise<Markup> {
    const { client } = await findClient(visit, ctx)
    const { body } = await visit.api.listClientSecrets({ path: clientIdOf(ctx) })
    return secretsPage(visit, client, { secrets: body.items, now: dependencies.clock(), chosen, problem })
  }

  return {
    'GET /apps/:client/secrets': page(dependencies, (visit, ctx) => show(visit, ctx)),

    'POST /apps/:client/secrets': action(dependencies, async (submission, ctx) => {
      const { api, form } = submission
      const lives = required(form, 'previous_lives_seconds')
      const rotated = await attempt(() =>
        api.rotateClientSecret({
          path: clientIdOf(ctx),
          body: { previous_lives_seconds: Number(lives) },
          idempotencyKey: headerField(form, 'key'),
        }),
      )
      if (!rotated.ok) return { page: await show(submission, ctx, lives, rotated.problem), status: 422 }
      const { client } = await findClient(submission, ctx)
      return { page: newSecretPage(submission, client, rotated.value.body), status: 201 }
    }),

    'GET /apps/:client/secrets/:secret/retire': page(dependencies, async (visit, ctx) =>
      retirePage(visit, (await findClient(visit, ctx)).client, secretOf(ctx)),
    ),

    'POST /apps/:client/secrets/:secret/retire': action(dependencies, async (submission, ctx) => {
      const path = { ...clientIdOf(ctx), secret_id: secretOf(ctx) }
      const to = `${pageOf(submission, path.client_id)}/secrets`
      const retired = await attemptDeletion(() => submission.api.retireClientSecret({ path }))
      return retired.ok
        ? { to, notice: { kind: 'done', text: 'Retired the secret. Whoever uses it is refused.' } }
        : { to, notice: { kind: 'problem', text: retired.problem.detail } }
    }),
  }
}
