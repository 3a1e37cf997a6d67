import type { BearerRefusal } from '../bearer/errors.ts'
import type { DeadReason } from '../storage/token-verbs.ts'
import { rfc, type Explanation } from './explanation.ts'

const SENT = [rfc(6750, '2'), rfc(6750, '3.1')]
const INVALID = [rfc(6750, '3.1')]

/** Refusals of access tokens that are not about the grant behind them. */
export const ACCESS_EXPLANATIONS: Record<Exclude<BearerRefusal, DeadReason>, Explanation> = {
  token_in_query: {
    sentence: 'The access token was sent in the query, where logs and histories would keep it.',
    advice: 'Send it in the Authorization header, and replace a token that travelled in a URL.',
    by: 'client developer',
    sections: [rfc(6750, '2.1'), rfc(9700, '4.3.2')],
  },
  several_tokens: {
    sentence:
      'The request carries an access token in the Authorization header and another in the query, or two in one.',
    advice: 'Send it in the Authorization header only.',
    by: 'client developer',
    sections: SENT,
  },
  authorization_malformed: {
    sentence: 'The Authorization header says Bearer, and what follows is not one access token.',
    advice: 'Send the word Bearer, a space, and the access token as it was issued.',
    by: 'client developer',
    sections: [rfc(6750, '2.1')],
  },
  token_unknown: {
    sentence: 'The access token is none that this tenant has issued, or is gone since it expired.',
    advice: 'Send an access token of this tenant; a refresh token opens nothing.',
    by: 'client developer',
    sections: INVALID,
  },
  token_expired: {
    sentence: 'The access token of {client} had expired.',
    advice: 'Refresh before expires_in has passed.',
    by: 'client developer',
    sections: [rfc(6750, '3.1'), rfc(6749, '1.5')],
  },
  token_without_account: {
    sentence: 'The access token of {client} is for the app itself, and this is about a person.',
    advice: 'Use a token that a person granted.',
    by: 'client developer',
    sections: [rfc(6750, '3.1'), rfc(6749, '4.4')],
  },
  scope_insufficient: {
    sentence: 'The access token of {client} does not have the scope that this needs.',
    advice: 'Ask for the scope at the next sign-in, or have the token issued to a client that has it.',
    by: 'client developer',
    sections: INVALID,
  },
}
