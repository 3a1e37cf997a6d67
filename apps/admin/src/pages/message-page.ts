import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { layout, plainLayout } from './layout.ts'

const messages = {
  'not-found': { title: 'There is nothing here', text: 'The address is wrong, or what was here is gone.' },
  forbidden: {
    title: 'You may not do this',
    text: 'Your roles do not reach so far. Somebody who appoints administrators can change that.',
  },
  refused: { title: 'The hub refused this', text: 'Nothing was changed.' },
  'method-not-allowed': { title: 'Not like this', text: 'This address is not called in this way.' },
  'foreign-form': {
    title: 'This form is out of date',
    text: 'You signed in again since it was opened, or it comes from somewhere else. Nothing was changed; go back, load the page again, and send it once more.',
  },
  'huge-form': {
    title: 'That was too much to take in',
    text: 'The form holds more than these pages accept. Nothing was changed; go back, shorten what you typed, and send it once more.',
  },
  'foreign-response': {
    title: 'This sign-in was not begun here',
    text: 'It is too old, was used before, or was begun in another browser. Start again.',
  },
  'access-denied': {
    title: 'You have no access here',
    text: 'You have none of the roles that administrators have, or did not allow these pages to act for you. Sign out to come back as somebody else.',
  },
  'unknown-tenant': {
    title: 'Nobody signs in there',
    text: 'There is no tenant of that name, or its administrators do not sign in at these pages.',
  },
  'hub-away': { title: 'The hub does not answer', text: 'Nothing was lost. Try again in a moment.' },
  'hub-away-meanwhile': {
    title: 'The hub does not answer',
    text: 'So nobody knows whether this was done. Load the page again in a moment: your browser then sends the form once more, with all that you typed.',
  },
  'hub-busy': {
    title: 'Too much at once',
    text: 'The hub asks you to wait, because many requests came in a short time. Load the page again in a moment.',
  },
  'hub-unusable': {
    title: 'The hub does not accept these pages',
    text: 'Trying again will not help: whoever runs them has to look at their client id and secret.',
  },
  'internal-error': {
    title: 'Something went wrong',
    text: 'The fault is ours. Try again; if it keeps happening, tell whoever runs these pages.',
  },
} as const

export type MessageCode = keyof typeof messages

/** A page that says one thing; with a visit, it stays among the pages of its tenant. */
export function messagePage(
  code: MessageCode,
  details: {
    readonly detail?: string
    readonly requestId?: string | undefined
    readonly visit?: Visit | undefined
  } = {},
): Markup {
  const { title, text } = messages[code]
  const { detail, requestId, visit } = details
  const way = visit
    ? { href: `/tenants/${visit.tenant}`, label: 'To the overview' }
    : { href: '/', label: 'To the start' }
  const body = html`<h1>${title}</h1>
    <p class="lead">${detail ?? text}</p>
    ${requestId !== undefined && html`<p class="hint">Request <code>${requestId}</code></p>`}
    ${(visit === undefined || code !== 'access-denied') && html`<p><a class="button" href="${way.href}">${way.label}</a></p>`}`
  return visit ? layout(visit, { title, body }) : plainLayout({ title, body })
}
