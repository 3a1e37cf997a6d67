import { verifyPassword, type Account, type PasswordCheck } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { DEVICE_COOKIE_SECONDS, issueDeviceCookie, readDeviceCookie } from '../http/device-cookie.ts'
import type { Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import type { SignInProblem } from '../pages/sign-in-page.ts'
import type { Field } from './read-page-form.ts'

export const BUSY_RETRY_SECONDS = 5

/** Checks what a sign-in form brought. */
export function tryPassword(
  { hub, passwords, keys }: Dependencies,
  ctx: Context,
  { storage, tenant, cookies }: Tenancy,
  field: Field,
): Promise<PasswordCheck> {
  const { facts } = visitOf(ctx)
  return verifyPassword(
    { hub, storage, passwords },
    {
      identifier: field('username') ?? '',
      password: field('password') ?? '',
      device: (account) => readDeviceCookie(keys, tenant.id, account, cookies.read('device'), facts.now),
    },
    facts,
  )
}

/** How the form comes back after a refusal. */
export function refusedPassword(
  ctx: Context,
  check: Exclude<PasswordCheck, { ok: true }>,
): { readonly status: 400 | 429; readonly problem: SignInProblem } {
  visitOf(ctx).reason = check.reason
  if (check.reason === 'wrong_credentials') return { status: 400, problem: { kind: 'wrong-credentials' } }
  const retryAfterSeconds = check.reason === 'throttled' ? check.retryAfterSeconds : BUSY_RETRY_SECONDS
  ctx.set('Retry-After', String(retryAfterSeconds))
  return { status: 429, problem: { kind: 'throttled', retryAfterSeconds } }
}

/** The browser has the session from here on, and is one that the account knows. */
export function rememberSignIn(
  { keys }: Dependencies,
  ctx: Context,
  { tenant, cookies }: Tenancy,
  account: Account,
  sessionValue: string,
): void {
  const { facts } = visitOf(ctx)
  const known = readDeviceCookie(keys, tenant.id, account, cookies.read('device'), facts.now)
  cookies.write('session', sessionValue)
  cookies.write('device', issueDeviceCookie(keys, tenant.id, account, known, facts), DEVICE_COOKIE_SECONDS)
}
