import type { Advice } from '../advice.ts'

export const refreshToken: Advice = {
  'RT-01':
    'Store the client with the refresh token, and compare it with the client that authenticated; answer invalid_grant when they differ. For public clients the client_id of the request is compared.',
  'RT-02':
    'Give public clients a new refresh token at each use and retire the old one, or bind the token to a key (DPoP, mTLS). A token that stays valid can be used by a thief for as long as it lives.',
  'RT-03':
    'Keep retired refresh tokens in their family; when one is presented outside the retry rule, revoke the family with its access tokens and answer invalid_grant. Deleting the old token makes theft invisible.',
  'RT-04':
    'Rotate with one conditional write and issue the successor only when it changed exactly one row; losers get the same successor or invalid_grant. Read, check, write lets parallel requests fork the family.',
  'RT-05':
    'For a short window (10 seconds by default) answer the immediate predecessor with the very tokens that it already got. Store that answer sealed, or derive it, so that a lost response does not log the user out.',
  'RT-06':
    'Let the window cover only the immediate predecessor, and close it as soon as its successor has been used. An older token is a replay, however recent it is.',
  'RT-07':
    'Repeat the answer only to the same client authentication and the same DPoP key or certificate. Anything else is a second party, and should be refused and logged.',
  'RT-08':
    'Keep the granted scope with the grant; a refresh may narrow the access token but neither widen the scope nor shrink what the next refresh token may ask for. Answer invalid_scope to more.',
  'RT-09':
    'Store when the family began and refuse refreshes after an absolute lifetime, however often the token rotated. Carry the instant over to the successor instead of computing it anew.',
  'RT-10':
    'Give refresh tokens an idle expiry that each use moves on, and check it at the exchange. A token that nobody has used for weeks should not work again.',
  'RT-11':
    'At each refresh read, inside the transaction, whether user, client and grant are still good, and answer invalid_grant otherwise. Disabling a user must not wait for an access token to expire.',
  'RT-12':
    'Keep rotation and revocation in durable storage, committed before you answer. State that lives in memory or in an unsynchronised cache comes back to life after a restart.',
  'RT-14':
    'Retire the old token and store the new one in one transaction. Otherwise a crash between the two leaves the client with nothing.',
  'RT-15':
    'Revoke a family by one write that every check reads, such as a revoked_at of the grant, instead of token by token. Caches on replicas may delay the effect by less than a second.',
  'RT-16':
    'When you detect reuse, write a security event with tenant, client and family id, and without the token. Operators need it to tell theft from a faulty client.',
  'RT-17':
    'Authenticate the client and check every parameter before you touch the refresh token. A typo in the secret must not cost the session.',
}
