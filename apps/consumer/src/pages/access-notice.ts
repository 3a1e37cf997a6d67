import { html } from 'ghtml'
import type { Grant } from '@identity-hub/web-app'
import type { Presence } from '../hub/hub-presence.ts'
import { every, instantMarkup } from './format-time.ts'

/** Why a grant is over, for the person, without a full stop. */
export function endSentence(reason: string): string {
  switch (reason) {
    case 'invalid_grant':
      return 'The hub ended this app’s access'
    case 'no-refresh-token':
      return 'The access ran out, and the hub gave nothing to renew it with'
    case 'session-expired':
      return 'No browser has used this sign-in for a long time'
    case 'replaced':
      return 'A newer sign-in took its place'
    case 'signed-out':
      return 'You signed out'
    default:
      return 'The access has ended'
  }
}

/** What a signed-in person has to know about their access: it has ended, or the hub is away. */
export function accessNotice(grant: Grant, presence: Presence, jobSeconds: number): string {
  if (grant.end) {
    const { at, reason } = grant.end
    return html`<div class="notice bad" role="status">
      <strong>${endSentence(reason)}.</strong>
      <p>
        Since !${instantMarkup(at)} nothing is called for you any more (<code>${reason}</code>). Signing in again starts
        anew.
      </p>
      <a class="button" href="/sign-in">Sign in again</a>
    </div>`
  }
  if (presence === 'here') return ''
  return html`<div class="notice warn" role="status">
    <strong>${presence === 'away' ? 'The hub is away.' : 'The hub cannot be used right now.'}</strong>
    <p>You stay signed in and nothing is lost: this app keeps its access and tries again ${every(jobSeconds)}.</p>
  </div>`
}
