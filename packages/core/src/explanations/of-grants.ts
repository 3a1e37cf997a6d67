import type { DeadReason } from '../storage/token-verbs.ts'
import { rfc, type Explanation } from './explanation.ts'

const REFUSED = rfc(6749, '5.2')
const INVALIDATED = rfc(6749, '1.5')

/** Why a grant gives nothing any longer; its code, its refresh token and its access tokens are refused alike. */
export const GRANT_EXPLANATIONS: Record<DeadReason, Explanation> = {
  code_replayed: {
    sentence:
      'The code of the grant of {user} to {client} was used twice, so everything that came from it was revoked: somebody may have stolen it.',
    advice: 'Exchange a code once, also when a page is loaded again, and let the user sign in anew.',
    by: 'client developer',
    sections: [rfc(6749, '4.1.2'), rfc(6749, '10.5')],
  },
  refresh_token_reused: {
    sentence:
      'A refresh token of the grant of {user} to {client} was used again after its successor, so the grant was revoked: one of the two holders is not the client.',
    advice:
      'Store the new refresh token before it is used, refresh in one place at a time, and let the user sign in anew.',
    by: 'client developer',
    sections: [rfc(9700, '4.14'), rfc(6749, '10.4')],
  },
  rights_changed: {
    sentence: 'The grant of {user} to {client} ended because the rights that it rests on have changed.',
    advice: 'Give the right again and let the user sign in to the app, or let the app ask for less.',
    by: 'administrator',
    sections: [REFUSED, INVALIDATED],
  },
  consent_withdrawn: {
    sentence: 'What {user} had allowed {client} was withdrawn, and the grant ended with it.',
    advice: 'Let the user sign in to the app and allow it again, if they want to.',
    by: 'user',
    sections: [REFUSED, INVALIDATED],
  },
  revoked_by_client: {
    sentence: '{client} revoked the token itself, as an app does when somebody signs out or disconnects.',
    advice: 'Let the user sign in again, and forget tokens when they are revoked.',
    by: 'client developer',
    sections: [rfc(7009, '2.1')],
  },
  revoked_by_administrator: {
    sentence: 'An administrator revoked the grant of {user} to {client}.',
    advice: 'Let the user sign in to the app again, if they still may.',
    by: 'administrator',
    sections: [REFUSED, INVALIDATED],
  },
  grant_expired: {
    sentence:
      'The grant of {user} to {client} has reached its end: it lasts only so long, however often it is refreshed.',
    advice: 'Let the user sign in again; an administrator can register a longer life for the client.',
    by: 'user',
    sections: [rfc(6749, '1.5'), rfc(9700, '4.14')],
  },
  account_blocked: {
    sentence: '{user} is blocked or archived, and every app has lost access with that.',
    advice: 'Unblock the user if they may come back; they then have to sign in anew everywhere.',
    by: 'administrator',
    sections: [REFUSED, INVALIDATED],
  },
  account_changed: {
    sentence:
      '{user} was blocked, archived or given a new password by an administrator after the grant was made, which ends it for good.',
    advice: 'Let the user sign in to the app again.',
    by: 'user',
    sections: [REFUSED, INVALIDATED],
  },
  client_disabled: {
    sentence: '{client} is disabled, so the tokens that it had have ended.',
    advice: 'Enable the client if it may work again; its users then have to sign in anew.',
    by: 'administrator',
    sections: [REFUSED, INVALIDATED],
  },
  client_changed: {
    sentence:
      '{client} was disabled after the grant was made, which ends it for good, also now that it is enabled again.',
    advice: 'Let the user sign in to the app again.',
    by: 'user',
    sections: [REFUSED, INVALIDATED],
  },
  tenant_changed: {
    sentence:
      'The tenant was suspended, or its database was restored, after the grant was made: all grants ended with that.',
    advice: 'Let the user sign in to the app again.',
    by: 'user',
    sections: [REFUSED, INVALIDATED],
  },
}
