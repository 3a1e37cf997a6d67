import type { ClientType } from '../storage/records.ts'
import { accepted, refused, type Checked } from './checked.ts'
import { quoted } from './quoted.ts'
import { redirectUriSchemeProblem } from './redirect-uri-scheme.ts'
import { redirectUriTextProblem } from './redirect-uri-text.ts'
import { responseParameterIn } from './response-parameters.ts'

export interface RedirectUriContext {
  readonly clientType: ClientType
  /** The hub's own origin is `http://localhost`, `http://127.0.0.1` or `http://[::1]`: development on this machine. */
  readonly serverOriginIsLoopbackHttp: boolean
}

/**
 * Whether a redirect URI may be registered. Requests are compared with it byte for byte, so there must be one way only
 * to write it: the way in which the browser's parser writes it.
 * https://www.rfc-editor.org/rfc/rfc9700#section-2.1, https://www.rfc-editor.org/rfc/rfc8252#section-7
 */
export function checkRedirectUriRegistration(uri: string, context: RedirectUriContext): Checked<string> {
  const textProblem = redirectUriTextProblem(uri)
  if (textProblem !== null) return refused(textProblem)
  const url = URL.parse(uri)
  if (url === null) return refused(`${quoted(uri)} is not a URI; write one such as https://app.example.com/callback`)
  const problem =
    redirectUriSchemeProblem(uri, url, context) ??
    authorityProblem(uri, url) ??
    spellingProblem(uri, url) ??
    queryProblem(uri, url)
  return problem === null ? accepted(uri) : refused(problem)
}

function authorityProblem(uri: string, url: URL): string | null {
  const authority = /^[^:]+:\/\/([^/?]*)/.exec(uri)?.[1] ?? ''
  if (authority.includes('@') || url.username !== '' || url.password !== '')
    return `${quoted(uri)} carries a user name before the host, which hides where it leads; write only the host`
  if (url.hostname.endsWith('.'))
    return `the host of ${quoted(uri)} ends with a dot; write ${quoted(url.hostname.slice(0, -1))}`
  return null
}

function spellingProblem(uri: string, url: URL): string | null {
  if (url.href === uri) return null
  // The parser gives a bare origin the path `/`, on both sides of the comparison.
  if (`${uri}/` === url.href) return null
  return `${quoted(uri)} is not written as browsers write it; write ${quoted(url.href)}`
}

function queryProblem(uri: string, url: URL): string | null {
  const name = responseParameterIn(url.search.slice(1))
  return name === null
    ? null
    : `the query of ${quoted(uri)} carries ${name}, a name of the authorization response; write the URI without it`
}
