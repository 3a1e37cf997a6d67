import type { Visit } from '../http/visit.ts'
import type { Interaction } from '../state/records.ts'
import { postChangePassword, showChangePassword } from './change-password.ts'
import { postConsent, postLeave, showConsent } from './consent.ts'
import { openInteraction } from './interaction.ts'
import { sendNotice } from './page.ts'
import { readFields } from './read-fields.ts'
import { postSignIn, showSignIn } from './sign-in.ts'
import { postSignOut, showSignOut } from './sign-out.ts'

type Shown<Rest extends unknown[]> = (visit: Visit, ...rest: Rest) => void | Promise<void>

interface Page<Rest extends unknown[]> {
  readonly show?: Shown<Rest>
  readonly post: Shown<[...Rest, fields: URLSearchParams]>
}

const ofInteraction = new Map<string, Page<[Interaction]>>([
  ['sign-in', { show: showSignIn, post: postSignIn }],
  ['consent', { show: showConsent, post: postConsent }],
  ['leave', { post: postLeave }],
])

const ofTenant = new Map<string, Page<[]>>([
  ['sign-out', { show: showSignOut, post: postSignOut }],
  ['change-password', { show: showChangePassword, post: postChangePassword }],
])

/** The tenant's own pages, which no document names. `path` is what follows the tenant; false: there is no such page. */
export async function answerPage(visit: Visit, path: string): Promise<boolean> {
  const [, id, name = ''] = /^\/interaction\/([\w-]+)\/([\w-]+)$/.exec(path) ?? []
  const interactionPage = ofInteraction.get(name)
  const page = ofTenant.get(path.slice(1))
  if (id !== undefined && interactionPage !== undefined)
    await serve(visit, interactionPage, (): [Interaction] | null => {
      const interaction = openInteraction(visit, id)
      return interaction === null ? null : [interaction]
    })
  else if (page !== undefined) await serve(visit, page, (): [] => [])
  else return false
  return true
}

/** @param open what the page is about, looked up once the whole form is there; null: it was answered */
async function serve<Rest extends unknown[]>(visit: Visit, page: Page<Rest>, open: () => Rest | null): Promise<void> {
  const { ctx, rules } = visit
  const methods = page.show === undefined ? ['POST'] : ['GET', 'HEAD', 'POST']
  if (!methods.includes(ctx.method)) {
    ctx.set('Allow', methods.join(', '))
    return sendNotice(ctx, rules, 405, 'This does not work here.')
  }
  const fields = ctx.method === 'POST' ? await readFields(ctx, rules.formLimitBytes) : rules.formInQuery(ctx)
  if (fields !== null && 'status' in fields) return sendNotice(ctx, rules, fields.status, 'This form cannot be read.')
  const rest = open()
  if (rest === null) return
  await (fields === null ? page.show?.(visit, ...rest) : page.post(visit, ...rest, fields))
}
