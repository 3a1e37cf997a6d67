import type { SignInRefusal } from '../account/verify-password.ts'
import { rfc, type Explanation } from './explanation.ts'

const GUESSING = rfc(6749, '10.10')

/** Refused sign-ins. The person saw the same in each case, but for a delay. */
export const SIGN_IN_EXPLANATIONS: Record<SignInRefusal, Explanation> = {
  credentials_too_long: {
    sentence: 'What was typed is longer than any user name or password of this hub, so it was not looked at.',
    advice: 'Nothing, unless a password manager fills in the wrong thing.',
    by: 'user',
    sections: [rfc(6749, '3.1')],
  },
  account_unknown: {
    sentence: 'No user of this tenant has the user name that was typed.',
    advice: 'Compare the spelling with the user name; the page does not say that it is unknown.',
    by: 'user',
    sections: [rfc(6749, '3.1'), GUESSING],
  },
  password_wrong: {
    sentence: 'The password for {user} was wrong, or the account has none.',
    advice: 'Let the user try again, or make a link with which they choose a new password.',
    by: 'user',
    sections: [rfc(6749, '3.1'), GUESSING],
  },
  account_blocked: {
    sentence: 'The password was right, and {user} is blocked or archived.',
    advice: 'Unblock the user if they may come back.',
    by: 'administrator',
    sections: [rfc(6749, '3.1')],
  },
  throttled: {
    sentence: 'Too many wrong passwords came for {user} or from this address, so none is looked at for some minutes.',
    advice: 'Wait as long as the page says; an administrator can lift the delay.',
    by: 'administrator',
    sections: [GUESSING, rfc(6585, '4')],
  },
  too_many_attempts_waiting: {
    sentence: 'More attempts to sign in as {user} were waiting at the same moment than the hub evaluates.',
    advice: 'Try again in a few seconds; many of them in the events mean that somebody guesses.',
    by: 'nobody',
    sections: [GUESSING, rfc(6585, '4')],
  },
}
