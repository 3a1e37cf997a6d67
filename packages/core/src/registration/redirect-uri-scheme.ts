import type { RedirectUriContext } from './check-redirect-uri-registration.ts'
import { isLoopbackHost, isLoopbackLiteral } from './loopback.ts'
import { quoted } from './quoted.ts'

// Schemes that a browser runs, shows or reads itself, so that the code would never reach an app.
const dangerous: ReadonlySet<string> = new Set([
  'about',
  'blob',
  'data',
  'file',
  'filesystem',
  'ftp',
  'intent',
  'javascript',
  'vbscript',
  'view-source',
  'ws',
  'wss',
])

/** What is wrong with the scheme, for this type of client and this hub; null: nothing. */
export function redirectUriSchemeProblem(uri: string, url: URL, context: RedirectUriContext): string | null {
  const scheme = url.protocol.slice(0, -1)
  if (scheme === 'https') return null
  if (scheme === 'http') return httpProblem(uri, url, context)
  if (dangerous.has(scheme)) return `${quoted(uri)} has the scheme ${scheme}, which no app answers to; write https`
  if (context.clientType !== 'native')
    return `${quoted(uri)} has the scheme ${scheme}, and only native clients may have one of their own; write https`
  return privateUseProblem(uri, scheme)
}

// RFC 8252 §7.3 for native clients; on a hub for development an exact loopback URI for every client.
function httpProblem(uri: string, url: URL, context: RedirectUriContext): string | null {
  if (context.serverOriginIsLoopbackHttp && isLoopbackHost(url.hostname)) return null
  const native = context.clientType === 'native'
  if (native && isLoopbackLiteral(url.hostname)) return null
  const instead = new URL(url)
  if (native && url.hostname === 'localhost') {
    instead.hostname = '127.0.0.1'
    return `${quoted(uri)} names localhost, which can be pointed elsewhere; write ${quoted(instead.href)}`
  }
  instead.protocol = 'https:'
  return `${quoted(uri)} is http, where anybody on the way can read the code; write ${quoted(instead.href)}`
}

// RFC 8252 §7.1: a domain that the app's maker holds, reversed, followed by a path.
function privateUseProblem(uri: string, scheme: string): string | null {
  if (!/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+$/.test(scheme))
    return `the scheme of ${quoted(uri)} could be another app's; write a domain of yours in reverse, such as com.example.app:/callback`
  if (!uri.slice(scheme.length + 1).startsWith('/'))
    return `${quoted(uri)} has no path; write one such as ${scheme}:/callback`
  return null
}
