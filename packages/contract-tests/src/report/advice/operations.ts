import type { Advice } from '../advice.ts'

/** Many tenants on one server, and what happens when something breaks. */
export const operations: Advice = {
  'TEN-01':
    'Put the tenant into the key by which codes are looked up. The same client_id at another tenant is another client.',
  'TEN-02':
    'Look up refresh, access and id tokens by tenant and value, at every endpoint: refresh, revocation, introspection, userinfo, administration. One forgotten query is enough.',
  'TEN-03':
    'Authenticate clients by tenant and client_id together, against the secret of that record. Equal strings at two tenants prove nothing.',
  'TEN-04':
    'Take iss from one place, per tenant, for metadata, authorization responses and tokens. A missing path or an extra slash already makes another issuer.',
  'TEN-05':
    'Match the tenant in the raw path exactly and answer 404 to every other spelling: other case, percent-encoding, trailing slash, look-alike letters. Normalising in the router or the proxy is the usual cause.',
  'TEN-06':
    'Count limits and queues per tenant, and bound what one tenant can occupy of shared pools such as hashing and database connections.',
  'TEN-07':
    'Store the tenant with request_uri values, device codes, interaction ids, nonces and jti, and compare it at use.',
  'TEN-08':
    'Answer every endpoint of a suspended tenant alike with 403 or 404, and treat its tokens as inactive. Check for caches that go on answering.',
  'OPS-01':
    'Commit with full durability before you answer, and keep each exchange within one transaction. After a crash neither a used code nor a lost token may appear.',
  'OPS-02':
    'Keep all one-time state in the shared database and decide by conditional writes there. Locks and caches inside a process do not hold across replicas.',
  'OPS-03':
    'Give database calls a deadline below two seconds, answer 503 with Retry-After and JSON, and reconnect by yourself. A pool without a timeout makes requests hang in place of failing.',
  'OPS-04':
    'When a write fails for want of space, answer 503 and go on serving reads. Check that logging does not crash the process on the same error.',
  'OPS-05':
    'Compare stored instants so that a clock that jumps cannot revive what was used or expired: mark use explicitly, and use a monotonic clock for timers.',
  'OPS-06':
    'Treat every input error as a value and answer 4xx; keep 5xx for real outages. Find the request in the log by its seed, and look for a parser that throws or an unbounded buffer.',
  'OPS-07':
    'Set deadlines for headers (15 seconds at most) and bodies, and a limit of connections per source. Slow clients must cost a socket and nothing else.',
  'OPS-08':
    'On SIGTERM fail the readiness probe, stop accepting, finish what runs, close idle connections, then exit. Closing at once fails the requests in flight.',
  'OPS-09':
    'Log by a list of fields that are allowed, never whole requests, URLs with queries or headers. Encode line breaks, so that no input can forge an entry.',
  'OPS-10':
    'Write sign-ins, grants, refusals, revocations and administration as events with tenant, client, address, outcome and a correlation id.',
  'OPS-11':
    'Delete expired rows in small slices on an index, often, instead of all at once. Long deletes hold locks that token requests wait for.',
  'OPS-12':
    'Offer two probes: liveness that needs nothing, and readiness that fails when the store does. One probe for both restarts healthy processes during an outage.',
  'OPS-13':
    'Compare the answer with the schema that is named here and change whichever is wrong: the document or the server. An undocumented status is a branch that clients cannot know of.',
  'OPS-14': 'Where the server ends TLS itself, allow TLS 1.2 and 1.3 only, with the cipher suites of RFC 9325.',
}
