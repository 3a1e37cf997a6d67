import type { UserWithRoles } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { confirmationPage } from '../pages/parts/confirmation.ts'
import { SECTIONS } from '../pages/sections.ts'
import { pageOf } from './addresses.ts'
import { titleOf } from './standing.ts'

/** What is asked before somebody loses something for good. */
export const QUESTIONS = {
  block: {
    title: (name: string) => `Block ${name}?`,
    consequences:
      'They are signed out everywhere and cannot sign in, and every app loses the access that they gave it, within a second and for good. Unblocking lets them sign in again; what ended stays ended.',
    submit: 'Block',
  },
  archive: {
    title: (name: string) => `Archive ${name}?`,
    consequences:
      'For somebody who has left. They are signed out everywhere and cannot sign in, every app loses the access that they gave it, and lists leave them out.',
    submit: 'Archive',
  },
  'sign-out': {
    title: (name: string) => `Sign ${name} out everywhere?`,
    consequences: 'They have to sign in again in every browser. What apps were granted stays.',
    submit: 'Sign out everywhere',
  },
} as const

export type Question = keyof typeof QUESTIONS

export function askPage(visit: Visit, user: UserWithRoles, question: Question, problem?: Problem): Markup {
  const own = pageOf(visit, user.id)
  const { title, consequences, submit } = QUESTIONS[question]
  return confirmationPage(visit, {
    section: SECTIONS.users,
    title: title(titleOf(user)),
    consequences,
    submit,
    action: `${own}/${question}`,
    up: { href: own, title: titleOf(user) },
    problem,
  })
}

export function takeRolePage(visit: Visit, user: UserWithRoles, role: string, problem?: Problem): Markup {
  const own = pageOf(visit, user.id)
  return confirmationPage(visit, {
    section: SECTIONS.users,
    title: `Take a role from ${titleOf(user)}?`,
    consequences: html`They are no longer <code>${role}</code>. Access that rests on it ends at its next use, and stays
      ended when they get the role back.`,
    submit: 'Take the role away',
    action: `${own}/roles/${encodeURIComponent(role)}/take`,
    up: { href: own, title: titleOf(user) },
    problem,
  })
}

export function withdrawConsentPage(visit: Visit, user: UserWithRoles, clientId: string, problem?: Problem): Markup {
  const own = `${pageOf(visit, user.id)}/access`
  return confirmationPage(visit, {
    section: SECTIONS.users,
    title: `Withdraw what ${titleOf(user)} allowed?`,
    consequences: html`<code>${clientId}</code> loses the access that rests on it, for good. ${titleOf(user)} is asked
      again when they next sign in to it.`,
    submit: 'Withdraw the consent',
    action: `${own}/${encodeURIComponent(clientId)}/withdraw`,
    up: { href: own, title: `Access of ${titleOf(user)}` },
    problem,
  })
}
