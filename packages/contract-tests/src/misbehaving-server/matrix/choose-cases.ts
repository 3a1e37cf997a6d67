import type { Case } from '../../run/cases.ts'
import type { Fault } from '../faults/fault.ts'

/** Measures time, so that it tells something only when little else is going on. */
const TIMED = [
  'OPS-07/connections-that-stop-halfway-leave-others-fast',
  'CAUTH-08/an-unknown-client-and-a-wrong-secret-take-the-same-time-of-each',
  'LOGIN-10/while-people-sign-in-at-once-of-token-requests-take-under-ms',
  'LOGIN-04/an-unknown-user-takes-as-long-as-a-wrong-password-of-each',
]

/** Takes long, or many requests. */
const LONG = [
  /^CODE-0[12]\/(of|after)-parallel/,
  /^CODE-03\/after-the-winner/,
  /^RT-04\//,
  /^REDIR-0[18]\/(accepts|no-client)/,
  /^CAUTH-07\//,
  /^INTRO-07\//,
  /^REV-05\/a-revocation-amid/,
  /^LOGIN-0[567]\//,
  /^TEN-06\//,
  /^SESS-07\//,
  /^CONS-05\//,
  /^TOKEN-16\//,
  /^OPS-01\//,
  /^OPS-06\/requests-made-up/,
]

const waits = ({ concurrent }: Pick<Case, 'concurrent'>) => concurrent
const areaOf = (requirement: string) => requirement.replace(/-\d+$/, '')

/** Whether a case is about just what a fault breaks. */
export function isAbout({ breaks }: Fault, one: Case): boolean {
  return one.requirements.some(({ id }) => breaks.includes(id))
}

/** Whether a case is about the same subject as a fault. */
export function isNear(fault: Fault, one: Case): boolean {
  if (TIMED.includes(one.id)) return isAbout(fault, one)
  return one.requirements.some(({ id }) => fault.breaks.some((broken) => areaOf(broken) === areaOf(id)))
}

/**
 * What a fault is tried with: everything, but for what takes long and is about something else, and what measures time
 * unless the fault is about just that.
 */
export function isTriedWith(fault: Fault, one: Case): boolean {
  if (TIMED.includes(one.id)) return isAbout(fault, one)
  return isNear(fault, one) || !(waits(one) || LONG.some((pattern) => pattern.test(one.id)))
}

/** Whether a case looks at what others have sent. */
export function looksBack({ group }: Pick<Case, 'group'>): boolean {
  return / (of|in) this run$/.test(group)
}

const QUICK =
  /^(META|AUTHZ-0[1-9]|AUTHZ-1|CC|CONS-0[1-4]|OIDC-0[23]|ISS|LOGIN-0[1349]|LOGIN-1[1-6]|SESS-0[48]|BEAR|REV|INTRO)/
const MANY_CODES = /^(OPS-01\/|AUTHZ-22\/broken)/

/** Enough traffic for a case that looks back. Codes are judged by their number. */
export function isTrafficFor({ group, id }: Pick<Case, 'group' | 'id'>, one: Case): boolean {
  if (looksBack(one) || waits(one)) return false
  if (id.startsWith('OPS-06/') && one.id.startsWith('OPS-06/')) return true
  if (group.startsWith('Authorization responses') && MANY_CODES.test(one.id)) return true
  return QUICK.test(one.id) && !LONG.some((pattern) => pattern.test(one.id))
}
