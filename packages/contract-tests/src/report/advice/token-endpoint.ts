import type { Advice } from '../advice.ts'

export const tokenEndpoint: Advice = {
  'TOKEN-01':
    'Route only POST to the token endpoint and answer every other method with 405 and Allow: POST. HEAD and GET are often answered by a catch-all route.',
  'TOKEN-02':
    'Read parameters from the body alone and answer invalid_request when the URL of the token endpoint has a query with parameters in it. Frameworks that merge query and body hide the difference; query strings end up in logs.',
  'TOKEN-03':
    'Accept application/x-www-form-urlencoded in any letter case and with an optional charset; answer any other media type 400 or 415 with a JSON error. Check that the JSON and multipart parsers are not mounted here.',
  'TOKEN-04':
    'Count each parameter in the raw body and answer invalid_request when one is sent twice. Body parsers pick one of them or make an array, and the next layer may pick the other.',
  'TOKEN-05':
    'Ignore parameters that you do not know, and treat an empty value as absent. Look for a validator in strict mode, and for checks against undefined alone.',
  'TOKEN-06':
    'Send Cache-Control: no-store with every answer of the token endpoint, errors included (and Pragma: no-cache for caches of RFC 6749’s time). Set it before anything can fail.',
  'TOKEN-07':
    'Answer 200 with application/json and with access_token, token_type and expires_in, the last as a number of seconds. A string, or a point in time, is the usual slip.',
  'TOKEN-08':
    'Answer refusals with 400 and a JSON object whose error is one of invalid_request, invalid_client, invalid_grant, unauthorized_client, unsupported_grant_type and invalid_scope. Map internal reasons in one exhaustive switch.',
  'TOKEN-09':
    'When a client tried the Authorization header and failed, answer 401 with WWW-Authenticate: Basic and error=invalid_client. Middleware that turns 401 into a login page is a typical cause.',
  'TOKEN-10':
    'Keep three cases apart: grant_type missing is invalid_request, unknown is unsupported_grant_type, known but not allowed for this client is unauthorized_client. A single schema check reports the first two alike.',
  'TOKEN-11':
    'Remove the password grant: answer unsupported_grant_type and take it out of grant_types_supported. Check for plug-ins that enable it by default.',
  'TOKEN-12':
    'Use fixed sentences in error_description, in printable ASCII without the double quote and the backslash. Exception messages, SQL and request values belong in the log.',
  'TOKEN-13':
    'Wrap the whole request in one transaction and one error handler that answers 503 or 500 with a JSON error and nothing of the cause. Check that tokens are not sent before COMMIT has succeeded.',
  'TOKEN-14':
    'Answer CORS at the token endpoint only to origins that are registered for public browser clients, and never with Access-Control-Allow-Credentials. Reflecting any Origin is the usual fault.',
  'TOKEN-15':
    'Refuse requests with both Content-Length and Transfer-Encoding, with two lengths, or with bare line feeds: 400, and close the connection. Switch off lenient parsing (Node: insecureHTTPParser) and check the proxy in front.',
  'TOKEN-16':
    'Count bytes as the body arrives and answer 413 at 64 kB, without collecting the rest. A check of Content-Length alone misses chunked bodies.',
  'TOKEN-17':
    'Limit how many parameters a body may have (100) and how long one may be (32 kB), and answer 400 beyond that. Some parsers cut silently, which hides a repeated parameter.',
  'TOKEN-18':
    'Decide for each grant what a client may do after a lost answer and document it; a retry must never yield a second, different set of live tokens. A short window in which the same request gets the same answer is the friendliest choice.',
}
