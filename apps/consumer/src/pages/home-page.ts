import { html } from 'ghtml'
import type { Grant } from '@identity-hub/web-app'
import type { Presence } from '../hub/hub-presence.ts'
import { accessNotice } from './access-notice.ts'
import { every, instantMarkup } from './format-time.ts'
import { layout } from './layout.ts'
import { renderNotice, type NoticeCode } from './notice.ts'

interface Common {
  readonly issuer: string
  readonly jobSeconds: number
  readonly presence: Presence
  readonly notice: NoticeCode | undefined
}

export function signedOutPage({ issuer, jobSeconds, presence, notice }: Common): string {
  return layout({
    title: 'Welcome',
    body: html`!${renderNotice(notice)}!${presenceNotice(presence)}
      <h1>An app that keeps working while you are away</h1>
      <p class="lead">
        Sign in once. From then on this app calls an API on your behalf ${every(jobSeconds)}, also while your browser is
        closed, and writes down what happened.
      </p>
      <p class="actions"><a class="button" href="/sign-in">Sign in</a></p>
      <p class="small">You sign in at <strong>${issuer}</strong>. This app never sees your password.</p>
      <section class="card" aria-labelledby="how">
        <h2 id="how">How it works</h2>
        <ol class="steps">
          <li>The hub asks who you are, and whether this app may act for you.</li>
          <li>
            Your browser comes back with a code. This app’s server exchanges it for tokens, which it keeps sealed.
          </li>
          <li>The server refreshes them for as long as the hub agrees, or until you sign out.</li>
        </ol>
      </section>`,
  })
}

function presenceNotice(presence: Presence): string {
  if (presence === 'here') return ''
  const [title, text] =
    presence === 'away'
      ? ['The hub is away.', 'Signing in is not possible until it is back. Nobody’s access is lost meanwhile.']
      : ['The hub cannot be used right now.', 'It answers, but not as this app expects.']
  return html`<div class="notice warn" role="status">
    <strong>${title}</strong>
    <p>${text}</p>
  </div>`
}

export function signedInPage(
  page: Common & {
    readonly grant: Grant
    readonly csrfToken: string
    /** What the identity API said instead of an identity. */
    readonly refusal: string | undefined
  },
): string {
  const { grant, issuer, jobSeconds, presence, notice, refusal, csrfToken } = page
  return layout({
    title: grant.identity?.displayName ?? 'Signed in',
    place: 'home',
    body: html`!${renderNotice(notice)}!${accessNotice(grant, presence, jobSeconds)}!${refusalNotice(refusal)}
      !${person(grant)}
      <section class="card" aria-label="Your access">
        <dl>!${rows(grant, presence)} !${row('Hub', html`${issuer}`)}</dl>
      </section>
      <div class="actions">
        <a class="button !${grant.end ? 'quiet' : ''}" href="/timeline">See the timeline</a>
        <form method="post" action="/sign-out">
          <input type="hidden" name="csrf" value="${csrfToken}" />
          <button class="button quiet">Sign out</button>
        </form>
      </div>
      <p class="small">
        Signing out also stops the calls in the background and erases the tokens that this app holds.
      </p>`,
  })
}

function refusalNotice(refusal: string | undefined): string {
  if (refusal === undefined) return ''
  return html`<div class="notice warn" role="status">
    <strong>The hub did not say who you are.</strong>
    <p>Its identity API answered <code>${refusal}</code>.</p>
  </div>`
}

function person({ identity }: Grant): string {
  if (!identity) return html`<h1>You are signed in</h1>`
  return html`<div class="person">
    <span class="initials" aria-hidden="true">${initials(identity.displayName)}</span>
    <div>
      <h1>${identity.displayName}</h1>
      <p>${identity.userName}</p>
    </div>
  </div>`
}

function rows({ identity, scope, createdAt, end }: Grant, presence: Presence): string {
  const access = end
    ? html`<span class="tag bad">Ended</span>`
    : presence === 'here'
      ? html`<span class="tag">Active</span>`
      : html`<span class="tag warn">Waiting for the hub</span>`
  return [
    row('Access', access),
    identity?.emailAddress &&
      row(
        'E-mail',
        html`${identity.emailAddress} !${identity.emailAddressVerified ? html`<span class="tag">verified</span>` : ''}`,
      ),
    identity && row('Identity', html`<code>${identity.identityId}</code>`),
    row('Scope', html`<code>${scope || 'none'}</code>`),
    row('Signed in', instantMarkup(createdAt)),
  ]
    .filter((text) => text !== undefined)
    .join('')
}

/** `value` is markup. */
function row(name: string, value: string): string {
  return html`<div>
    <dt>${name}</dt>
    <dd>!${value}</dd>
  </div>`
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u)
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  return (firstLetter(first) + firstLetter(last)).toUpperCase() || '?'
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

function firstLetter(word: string): string {
  return letters.segment(word).containing(0)?.segment ?? ''
}
