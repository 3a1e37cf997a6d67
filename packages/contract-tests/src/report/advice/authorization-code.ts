import type { Advice } from '../advice.ts'

export const authorizationCode: Advice = {
  'CODE-01':
    'Spend the code with one conditional write (UPDATE … WHERE code = ? AND used_at IS NULL) and issue tokens only when it changed exactly one row. The usual cause is a read, then a check, then a write: requests that arrive together all pass the check.',
  'CODE-02':
    'Keep the record of a used code with the grant that it made; when a correct request presents it again, answer invalid_grant and revoke the access and refresh tokens of that grant. Deleting the code at redemption makes the replay invisible.',
  'CODE-03':
    'Revoke on replay only after client authentication, client binding, redirect_uri and verifier have all passed. Otherwise anyone who finds a used code in a log can end the session of its owner.',
  'CODE-04':
    'Give codes a lifetime of at most 10 minutes, 60 seconds by default, and compare it at redemption in the same statement that spends the code. A cleanup job is no expiry check.',
  'CODE-05':
    'Store the client with the code and compare it with the authenticated client, or for a public client with client_id, which must be present. Answer invalid_grant, and do not spend the code of another client.',
  'CODE-06':
    'Store the redirect_uri of the request with the code and compare it byte for byte at the token endpoint when it was sent to the authorization endpoint. A different value is invalid_grant even when it is registered.',
  'CODE-07':
    'Decide whether a PKCE client may leave out redirect_uri at the token endpoint, document it, and answer alike each time. OAuth 2.1 clients leave it out; RFC 6749 clients must send it.',
  'CODE-08':
    'Make codes and tokens from at least 16 bytes, better 20 or 32, of the operating system’s random source, in base64url. Timestamps, counters, UUIDs of version 1 or 7 and Math.random can be predicted.',
  'CODE-09':
    'Store a SHA-256 of each code and refresh token and look it up by that. Look for clear values in debug logs, request logs with query strings, traces and write-ahead logs as well.',
  'CODE-10':
    'Spend the code and store the tokens in one transaction, so that a crash leaves either an unused code or the tokens. Two calls to an adapter, consume and save, cannot promise that.',
  'CODE-11':
    'Keep used codes in durable storage at least until their expiry plus the life of the access token. A cache in memory forgets them at a restart, and the replay goes unnoticed.',
  'CODE-12':
    'Store the kind with each one-time value, and look values up by kind, or keep a table per kind. A shared lookup by value alone lets a device code or a link from an e-mail pass as a code.',
  'CODE-13':
    'Look the value up exactly as it was sent: no trimming, no case folding, no lenient base64 decoding. Also mind the collation of the database column, which may ignore case or trailing spaces.',
  'CODE-14':
    'At the exchange, read whether the user is enabled and the grant is alive, in the transaction that issues the tokens. What was true when the code was issued may have changed since.',
  'CODE-15':
    'Document the maximum length of codes and tokens, and stay under it for every input. Clients size columns and buffers by it.',
}
