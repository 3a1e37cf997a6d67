import { ALL_STAY, endsGrants, endsPerson, type Row } from './row.ts'

/** What happens to a person, by an administrator or by themselves. */
export const OF_USERS = {
  'user-blocked': {
    event: 'User blocked',
    text: 'The person is out everywhere: sessions end, and every app loses what they granted. They cannot sign in until they are unblocked.',
    cells: endsPerson('account_blocked'),
  },
  'user-unblocked': {
    event: 'User unblocked after that',
    text: 'Nothing of before the block comes back. The person signs in again, and apps get new grants.',
    cells: endsPerson('account_changed'),
  },
  'user-archived': {
    event: 'User archived',
    text: 'The same as a block, and lists leave the person out. They cannot sign in until they are restored.',
    cells: endsPerson('account_blocked'),
  },
  'user-restored': {
    event: 'User restored after that',
    text: 'Nothing of before comes back. The person signs in again, and apps get new grants.',
    cells: endsPerson('account_changed'),
  },
  'user-erased': {
    event: 'User erased',
    text: 'Everything of the person ends, and their data is gone for good. Only an id is left, which nobody is ever given again.',
    cells: endsPerson('account_blocked'),
  },
  'password-reset': {
    event: 'Password reset by an administrator',
    text: 'Whoever knew the old password loses everything that it gave, sessions and grants. The person signs in with the new one.',
    cells: endsPerson('account_changed'),
  },
  'password-link-made': {
    event: 'Link to a new password made by an administrator',
    text: 'The old password is void at once, with everything that it gave. The person chooses another one with the link.',
    cells: endsPerson('account_changed'),
  },
  'password-changed': {
    event: 'Password changed by the person, in this browser',
    text: 'The session in which it was changed goes on, and so do connected apps. Sessions in other browsers end.',
    cells: ALL_STAY,
  },
  'password-changed-elsewhere': {
    event: 'Password changed by the person, in another browser',
    text: 'This session ends, since somebody else may have been in it. Connected apps go on: the person ends those on their own page.',
    cells: { ...ALL_STAY, session: 'signed_out' },
  },
  'consent-withdrawn': {
    event: 'Consent withdrawn by an administrator',
    text: 'The app loses what this person granted it, and asks for their consent anew. Other apps and the session go on.',
    cells: endsGrants('consent_withdrawn'),
  },
  'access-ended': {
    event: 'Access of an app ended by the person',
    text: 'The same, from the person’s own page. It also ends grants of apps that need no consent.',
    cells: endsGrants('consent_withdrawn'),
  },
  'signed-out': {
    event: 'Sign-out',
    text: 'The session ends, and a copy of its cookie is worth nothing. Grants stay: connected apps go on.',
    cells: { ...ALL_STAY, session: 'signed_out' },
  },
  'signed-out-everywhere': {
    event: 'Sign-out everywhere',
    text: 'All sessions of the person end, in every browser. Grants stay: connected apps go on.',
    cells: { ...ALL_STAY, session: 'signed_out' },
  },
  'sessions-ended': {
    event: 'Sessions ended by an administrator',
    text: 'The person is signed out of every browser. Grants stay; revoke them, or block the person, to end those as well.',
    cells: { ...ALL_STAY, session: 'signed_out' },
  },
} as const satisfies Record<string, Row>
