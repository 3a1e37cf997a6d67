import type { Advice } from '../advice.ts'

export const clientAuthentication: Advice = {
  'CAUTH-01':
    'Support HTTP Basic: decode base64 as UTF-8, split at the first colon, then form-urldecode both halves. Without the last step, ids and secrets with :, %, + or a space fail.',
  'CAUTH-02':
    'Accept client_id and client_secret in the body for clients registered with client_secret_post. Check that the body is parsed before authentication runs.',
  'CAUTH-03':
    'Count the ways in which a request authenticates (header, body secret, assertion) and answer invalid_request when there is more than one. Taking the first that works hides a confused client, and confuses proxies.',
  'CAUTH-04':
    'Never read client_secret from the URL; refuse the request when it stands there. Query strings are logged by every hop.',
  'CAUTH-05':
    'Ask confidential clients for their credentials at every endpoint that takes a client, revocation and introspection included, and answer invalid_client without. A bare client_id identifies but proves nothing.',
  'CAUTH-06':
    'Compare the method that was used with the client’s registered ones and answer invalid_client when it is not among them. When you are lenient between basic and post, document it.',
  'CAUTH-07':
    'Limit wrong secrets per client and source with a delay or 429, at each endpoint that takes a secret, and count atomically. A good client at another address must not notice.',
  'CAUTH-08':
    'Give an unknown client and a wrong secret the same status, body and headers, and verify against a dummy hash for the unknown one. An early return tells which client ids exist.',
  'CAUTH-09':
    'Generate secrets of at least 128 bits, store only a hash, and allow two live secrets so that a client can rotate without an outage. Show the clear value once.',
  'CAUTH-13':
    'Answer invalid_client when a public client presents a secret, and when a confidential client comes without one. The client’s registered type decides, never what the request looks like.',
  'CAUTH-15':
    'Answer 401 with JSON error=invalid_client to every malformed Authorization header: no colon, bad base64, empty id, another scheme. Parse without throwing.',
  'CC-01':
    'Allow client_credentials to confidential clients alone and answer unauthorized_client to public ones. A public client’s id is no credential.',
  'CC-02':
    'Leave refresh_token out of client_credentials responses; the client can ask again at any time. The usual cause is one function that builds the response for every grant.',
  'CC-03':
    'Keep the ids of clients and the sub values of users apart, by a prefix or by refusing collisions, and mark in the token which kind its subject is. A resource server must not take a client for a user.',
  'CC-04':
    'When scope is left out, grant a documented default that lies within the client’s scopes, and return it in scope. Granting everything, or nothing without saying so, surprises the client.',
  'CC-05':
    'Check that the client is enabled each time it authenticates, against the database rather than a cache. Answer invalid_client.',
}
