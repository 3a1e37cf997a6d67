import type { Advice } from '../advice.ts'

/** What happens to tokens after they were issued: use, revocation, introspection. */
export const issuedTokens: Advice = {
  'BEAR-01':
    'Read the token from the Authorization header and compare the scheme without regard to case: Bearer, bearer and BEARER are the same. Look for a startsWith("Bearer ").',
  'BEAR-02':
    'Do not read access_token from the query, or only behind a switch that is off. URLs end up in logs, history and Referer headers.',
  'BEAR-03':
    'Answer 401 with WWW-Authenticate: Bearer; when the request had no token at all, leave error out, so that a client can tell "not signed in" from "bad token".',
  'BEAR-04':
    'Answer a bad token with 401 invalid_token, too little scope with 403 insufficient_scope and the scope that is needed, and a malformed or doubled credential with 400 invalid_request. Keep the four branches apart.',
  'BEAR-05':
    'Issue access tokens for an hour at most by default, and say so in expires_in. What cannot be taken back at once should not live long.',
  'BEAR-06':
    'Check the kind of a token (the prefix, the table, or typ at+jwt) and not only its signature or presence. Id tokens and refresh tokens come from the same issuer and would pass otherwise.',
  'REV-01':
    'Accept only POST with a form body and a token parameter; answer 405 to other methods and invalid_request when token is missing.',
  'REV-02':
    'Identify the client, by credentials or for a public one by client_id, and revoke only tokens that were issued to it. The usual cause is revoking by value alone.',
  'REV-03':
    'Answer 200 for a token that is unknown, expired or revoked already: the client’s purpose is reached. A 400 or 404 makes clients retry, and tells which tokens exist.',
  'REV-04':
    'Use token_type_hint to decide where to look first, then look everywhere else. Refusing a wrong or unknown hint leaves the token alive.',
  'REV-05':
    'Make refresh tokens revocable, and let the revocation commit before you answer. Check that the refresh path reads the same record.',
  'REV-06':
    'When a refresh token is revoked, end the access tokens of the same grant too. With self-contained tokens, introspection and your own endpoints must look the grant up.',
  'REV-07':
    'Decide whether revoking an access token ends its refresh token as well, document it, and do the same each time. Clients build their sign-out on it.',
  'REV-08':
    'Let public clients revoke with client_id and no secret; they hold tokens as well. Authentication middleware that insists on a secret is the usual cause.',
  'REV-09':
    'Answer 503 with Retry-After when the store cannot be reached. A 200 that was not committed tells the client that a live token is dead.',
  'REV-10':
    'Answer a revocation with 200, application/json and an empty object. Clients that parse every answer as JSON fail on an empty body.',
  'INTRO-01':
    'Ask for credentials at the introspection endpoint and answer 401 without. An open endpoint lets anyone test stolen or guessed tokens.',
  'INTRO-02':
    'Answer exactly {"active":false} for every token that is unknown, expired, revoked, of another tenant or not for this caller. Any further member tells one case from another.',
  'INTRO-03':
    'Accept POST with a form body alone and answer 405 to GET. A token in a URL is a token in every log on the way.',
  'INTRO-04':
    'Select tokens by the caller’s tenant and by audience as well as by value, and answer inactive for the rest. Put the tenant into the query itself, not into a check that someone may forget.',
  'INTRO-05':
    'Return active, client_id, token_type, exp, scope, sub, iss and aud with their proper types: numbers for times, a space-separated string for scope. Include cnf when the token is bound to a key.',
  'INTRO-06':
    'Read revocations from the shared store at each introspection, or invalidate caches within a second. A cache of positive answers is the usual cause.',
  'INTRO-07':
    'Limit how many unknown tokens a caller may ask about and answer 429 with Retry-After beyond it. Good tokens need not count.',
  'INTRO-08':
    'Send Cache-Control: no-store with introspection answers, so that no proxy keeps "active" alive after a revocation.',
}
