import type { Advice } from '../advice.ts'

export const authorizationEndpoint: Advice = {
  'AUTHZ-01':
    'Serve GET at the authorization_endpoint of your metadata and begin the sign-in from there. Check the route, and that no middleware asks for a body or an API credential.',
  'AUTHZ-02':
    'Either read the parameters of a POST from its form body and go on as for GET, or answer 405 with Allow: GET. A 404 or 500 tells the client nothing.',
  'AUTHZ-03':
    'Ignore request parameters that you do not know; extensions add them at any time. Look for a validator in strict mode, which refuses unknown keys.',
  'AUTHZ-04':
    'Refuse a request that sends a defined parameter twice with invalid_request; when it is client_id or redirect_uri, on a page and without redirecting. Frameworks hand you the first, the last or an array: count the raw query instead.',
  'AUTHZ-05':
    'Treat a parameter with an empty value as if it had not been sent. Test for the empty string where you test for undefined, once and for all parameters.',
  'AUTHZ-06':
    'With a good client and redirect URI, answer a missing response_type with invalid_request and one that you do not know with unsupported_response_type, by redirect and with the state. Keep the two cases apart.',
  'AUTHZ-07':
    'Answer every response_type but code with unsupported_response_type, combinations included, and take the others out of response_types_supported. Tokens in a redirect end up in history, logs and Referer headers.',
  'AUTHZ-08':
    'Store the state as the decoded string that came, and encode it once when you build the redirect. A plus sign that becomes a space, or a second decoding, is the usual cause; send no state when none came.',
  'AUTHZ-09':
    'Redirect with one of invalid_request, unauthorized_client, access_denied, unsupported_response_type, invalid_scope, server_error, temporarily_unavailable, or a registered code of an extension, always with the state. Map internal reasons to these in one exhaustive place.',
  'AUTHZ-10':
    'Keep error_description to printable ASCII without the double quote and the backslash, which in practice means fixed sentences. Never echo a request value in it.',
  'AUTHZ-11':
    'When the user says no, redirect with error=access_denied, the state and iss, through the same function that builds every other authorization response. Showing a page of your own leaves the client waiting.',
  'AUTHZ-12':
    'Catch failures after redirect_uri is verified and redirect with temporarily_unavailable or server_error, or answer a page with 503 and Retry-After. A raw 500 means that an exception passed your handler.',
  'AUTHZ-13':
    'Send no Access-Control-Allow-* header from the authorization endpoint, and do not answer its preflight. Mount the CORS middleware on the routes that need it rather than on the whole server.',
  'AUTHZ-14':
    'Send Cache-Control: no-store with every page of sign-in and consent and with the redirect that carries the code. Set it in one middleware for these routes, so that error pages have it too.',
  'AUTHZ-15':
    'Check scope against its grammar (tokens separated by single spaces) and against what the client may ask for; answer invalid_scope, or narrow it and report the granted scope. Never go on with part of a malformed value.',
  'AUTHZ-16':
    'Put scope into the token response whenever it differs from the one requested; sending it always is simplest. Take it from the stored grant, not from the request.',
  'AUTHZ-17':
    'Intersect the requested scope with the scopes of the client in one function that every grant calls, refresh and client_credentials included. The usual cause is a check at the authorization endpoint alone.',
  'AUTHZ-18':
    'Compare response_type and grant_type with those registered for the client and answer unauthorized_client when one is missing. Check at both endpoints.',
  'AUTHZ-19':
    'Accept only the response_mode values that you advertise and that the client may use, and answer invalid_request to the rest. For a code, fragment has to be asked for in the configuration.',
  'AUTHZ-20':
    'Issue a code only where the server-side record of this browser names a signed-in user, and check it in the step that writes the code. A consent handler that trusts an earlier page can be posted to directly.',
  'AUTHZ-21':
    'Keep client_id, scope, redirect_uri and challenge in a record on the server, and let the form carry only its opaque id. What a form field says about the request is the attacker’s to choose.',
  'AUTHZ-22':
    'Decode the query strictly as UTF-8 and answer 400 to what is no UTF-8 or holds characters outside %x20-7E in client_id and state. A decoder that throws must not become a 500.',
  'AUTHZ-23':
    'Set limits for URL and header size and answer 414 or 431 at once when they are exceeded. Check the limit of the proxy in front as well, which may close the connection without an answer.',
  'AUTHZ-24':
    'When you do not support request objects, answer request_not_supported and request_uri_not_supported before anything else looks at them. Never fetch a request_uri that was not registered: that is a server-side request forgery.',
}
