import { readCookie, type Visit } from '../http/visit.ts'
import { hashPassword } from '../rules/passwords.ts'
import { isGenuine, textField, tokenField } from './forms.ts'
import { pageOf, sendNotice, sendPage } from './page.ts'

export function showChangePassword(visit: Visit): void {
  sendForm(visit, 200, '', '')
}

/** The current password is asked for, so a session is neither needed nor enough. */
export async function postChangePassword(visit: Visit, fields: URLSearchParams): Promise<void> {
  const { ctx, rules, tenant } = visit
  if (!isGenuine(visit, 'change-password', fields))
    return sendNotice(ctx, rules, 403, 'This form was not shown to this browser.')
  const username = fields.get('username') ?? ''
  const limits = rules.signInLimits(username, null, rules.sourceOf(ctx))
  const refused = rules.takeAttempt(tenant, limits)
  if (refused !== null) {
    ctx.set('Retry-After', String(refused.retryAfterSeconds))
    return sendForm(visit, 429, username, 'Too many attempts; wait a while.')
  }
  const account = rules.findAccount(tenant, username)
  const proven = await rules.checkPassword(account, fields.get('current_password') ?? '')
  if (!proven || account === undefined) return sendForm(visit, 400, username, 'That is not right.')
  rules.forgive(tenant, limits)
  const password = fields.get('new_password') ?? ''
  if (!rules.mayBeNewPassword(password)) return sendForm(visit, 400, username, 'The new password is too short.')
  account.passwordHash = hashPassword(password)
  rules.endOnPasswordChange(tenant, account, readCookie(visit, 'session'))
  sendNotice(ctx, rules, 200, 'Your password was changed.')
}

function sendForm(visit: Visit, status: number, username: string, problem: string): void {
  const { ctx, rules, tenant } = visit
  const content = [
    problem === '' ? '' : `<p role="alert">${problem}</p>`,
    `<form method="post" action="/${tenant.slug}/change-password">${tokenField(visit, 'change-password')}`,
    textField(rules, 'User name', 'username', 'type="text" autocomplete="username"', username),
    textField(rules, 'Password', 'current_password', 'type="password" autocomplete="current-password"'),
    textField(rules, 'New password', 'new_password', 'type="password" autocomplete="new-password"'),
    '<button>Change</button></form>',
  ]
  sendPage(ctx, rules, status, pageOf('Change your password', content.join('')))
}
