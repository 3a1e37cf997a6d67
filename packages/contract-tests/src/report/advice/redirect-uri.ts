import type { Advice } from '../advice.ts'

export const redirectUri: Advice = {
  'REDIR-01':
    'Compare redirect_uri with the registered URIs as whole strings, byte for byte, before anything parses or normalises it. The usual cause is a URL library that lower-cases, decodes or drops a default port on the way to the comparison.',
  'REDIR-02':
    'Check client_id and redirect_uri before every other parameter, and when one is wrong answer 400 with a page of your own: no Location, no refresh, no script that navigates. The usual cause is one error path for all errors, which redirects.',
  'REDIR-03':
    'When the registered URI is http on 127.0.0.1 or [::1], leave the port out of the comparison and compare the rest exactly. Native apps listen on whatever port the system hands them.',
  'REDIR-04':
    'Refuse http redirect URIs both when a client is registered and when a request arrives; only a loopback IP literal of a native client may use http. Look for an exception that was made for development and reaches production.',
  'REDIR-05':
    'Refuse redirect URIs that are relative, start with //, or hold a #, even with nothing after it. Parsers report an empty fragment as no fragment, so look for the character itself.',
  'REDIR-06':
    'Append code, state and iss to the query that the registered URI already has, with & in place of a second ?. Add parameters to the parsed query rather than joining strings.',
  'REDIR-07':
    'A request without redirect_uri is only clear when exactly one URI is registered; with several, show an error page. Do not fall back to the first in the list.',
  'REDIR-08':
    'Take pattern matching of redirect URIs out of the product, and refuse a * at registration. Prefix, subdomain and regular-expression matches all let an attacker name a place of his own.',
  'REDIR-09':
    'At registration accept a private-use scheme only when its name holds a dot, as in com.example.app:/callback, and refuse javascript, data, vbscript, file, blob and about. A list of what is allowed is safer than one of what is not.',
  'REDIR-10':
    'At registration refuse a redirect URI whose query already holds code, state, iss, error, error_description, error_uri or response. Otherwise a client sees the parameter twice and may read the one that the attacker planted.',
  'REDIR-11':
    'End the Location of an authorization response with a fragment of its own, such as #_, or use form_post. A browser copies the fragment of the request onto a redirect that has none.',
  'REDIR-12':
    'Answer a form that carried a password or consent with 303 See Other. 307 and 308 make the browser post the same body, password included, to the next place.',
  'REDIR-13':
    'Redirect an error at once only to clients that an administrator registered; for a self-registered client show a page first. Otherwise your domain serves as an open redirector for whoever registers a client.',
  'REDIR-14':
    'Accept in return_to, next and similar parameters only a path of your own, or better an opaque id that you look up. Resolve the value against your origin and compare origins: //host, /\\host and encoded forms all leave it.',
  'REDIR-15':
    'Refuse control characters in every parameter before use, or percent-encode them where they are echoed into a header. Decoding a value again after it was validated is the usual cause.',
}
