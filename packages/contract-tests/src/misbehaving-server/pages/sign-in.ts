import { readCookie, sessionOf, writeCookie, type Visit } from '../http/visit.ts'
import type { Account, Interaction } from '../state/records.ts'
import { newValue } from '../state/tenant.ts'
import { isGenuine, textField, tokenField } from './forms.ts'
import { goOn, pathOf } from './interaction.ts'
import { pageOf, sendNotice, sendPage } from './page.ts'
import { nextStep } from '../protocol/next-step.ts'

const DEVICE_SECONDS = 31_536_000
const purposeOf = ({ id }: Interaction) => `sign-in ${id}`

export function showSignIn(visit: Visit, interaction: Interaction): void {
  if (nextStep(visit, interaction, sessionOf(visit)).kind !== 'sign-in') return goOn(visit, interaction)
  sendSignIn(visit, interaction, 200, interaction.request.loginHint ?? '', '')
}

export async function postSignIn(visit: Visit, interaction: Interaction, fields: URLSearchParams): Promise<void> {
  const { ctx, rules, tenant } = visit
  if (!isGenuine(visit, purposeOf(interaction), fields))
    return sendNotice(ctx, rules, 403, 'This form was not shown to this browser.')
  const username = fields.get('username') ?? ''
  const account = rules.findAccount(tenant, username)
  const limits = rules.signInLimits(username, deviceOf(visit, account), rules.sourceOf(ctx))
  const refused = await rules.takeSignInAttempt(tenant, limits)
  if (refused !== null) {
    ctx.set('Retry-After', String(refused.retryAfterSeconds))
    return sendSignIn(visit, interaction, 429, username, 'Too many attempts; wait a while.')
  }
  if (!(await rules.checkPassword(account, fields.get('password') ?? '')) || account === undefined)
    return sendSignIn(visit, interaction, 400, username, rules.wrongPasswordNotice(account))
  rules.forgive(tenant, limits)
  if (!rules.interactionIsOpen(interaction)) return sendNotice(ctx, rules, 410, 'This sign-in is over.')
  startSession(visit, interaction, account)
  goOn(visit, interaction)
}

function startSession(visit: Visit, interaction: Interaction, account: Account): void {
  const { rules, tenant, ctx } = visit
  const before = readCookie(visit, 'session')
  const value = rules.newSession(before, readCookie(visit, 'browser'))
  rules.onSignedIn(tenant, before)
  tenant.sessions.set(value, { value, account, authenticatedAt: Date.now() })
  interaction.signedInAs = account
  writeCookie(visit, 'session', value)
  const device = newValue()
  tenant.devices.set(device, account.id)
  writeCookie(visit, 'device', device, DEVICE_SECONDS)
  // The rest of this request is of the new session.
  ctx.req.headers.cookie = `${ctx.req.headers.cookie ?? ''}; ${tenant.slug}-session=${value}`
}

/** The device cookie, when it is of this account. */
function deviceOf(visit: Visit, account: Account | undefined): string | null {
  const device = readCookie(visit, 'device') ?? ''
  return account !== undefined && visit.tenant.devices.get(device) === account.id ? device : null
}

function sendSignIn(visit: Visit, interaction: Interaction, status: number, username: string, problem: string): void {
  const { ctx, rules } = visit
  const content = [
    `<p>${rules.escape(visit.tenant.name)} for ${rules.escape(interaction.client.name)}</p>`,
    problem === '' ? '' : `<p role="alert">${problem}</p>`,
    `<form method="post" action="${pathOf(visit, interaction, 'sign-in')}">`,
    tokenField(visit, purposeOf(interaction)),
    textField(rules, 'User name', 'username', 'type="text" autocomplete="username" required', username),
    textField(rules, 'Password', 'password', 'type="password" autocomplete="current-password" required'),
    '<button>Sign in</button></form>',
  ]
  sendPage(ctx, rules, status, pageOf('Sign in', content.join('')), [interaction.request.redirectUri])
}
