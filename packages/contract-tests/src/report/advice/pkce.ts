import type { Advice } from '../advice.ts'

export const pkce: Advice = {
  'PKCE-01':
    'Refuse an authorization request of a public client without code_challenge with invalid_request, by redirect. An empty code_challenge counts as missing.',
  'PKCE-02':
    'Ask confidential clients for code_challenge too, and keep an exemption as an explicit flag per client that is off by default. When a challenge is sent, store and enforce it whatever the flag says.',
  'PKCE-03':
    'Support S256: BASE64URL(SHA256(ASCII(code_verifier))) without padding, compared with the stored challenge. A failing happy path is usually plain base64, padding, or a hash in hexadecimal.',
  'PKCE-04':
    'Accept code_challenge_method=S256 only, spelled exactly so, and refuse a request that leaves it out, since RFC 7636 reads that as plain. The usual cause is a default value in a schema.',
  'PKCE-05':
    'Check code_challenge against ^[A-Za-z0-9_-]{43}$ at the authorization endpoint and answer invalid_request. A malformed challenge that is stored can never be met, and may be compared loosely.',
  'PKCE-06':
    'Check code_verifier against ^[A-Za-z0-9._~-]{43,128}$ before you hash it. A short verifier can be guessed from the challenge.',
  'PKCE-07':
    'Hash the verifier and compare it with the challenge that is stored with the code; when they differ, answer invalid_grant and issue nothing. Check that the comparison runs for every client type and that its result is used.',
  'PKCE-08':
    'When a challenge is stored with the code, a missing or empty code_verifier is an error. The usual cause is a check of the form "if a verifier was sent, compare it".',
  'PKCE-09':
    'When a code was issued without a challenge, refuse a token request that carries a code_verifier. Otherwise an attacker strips the challenge from the request and the client never notices.',
  'PKCE-10':
    'Take the method from what was stored with the code, and ignore code_challenge_method at the token endpoint. If the challenge itself is accepted as a verifier, plain is still alive somewhere.',
  'PKCE-11':
    'Count wrong verifiers per code and spend an unredeemed code after a handful, without revoking anything. After the redemption, wrong verifiers change nothing at all, or anyone who saw the code can end the session.',
  'PKCE-12':
    'Make the code a random reference to a record instead of a container of parameters. If it must carry data, encrypt it: the challenge may not be readable from it.',
  'PKCE-13':
    'List code_challenge_methods_supported as ["S256"] in the metadata. Clients that do not find it assume that PKCE is missing.',
  'PKCE-14':
    'Compare challenge and computed value with a constant-time function such as crypto.timingSafeEqual, on buffers of equal length. String equality returns at the first difference.',
}
