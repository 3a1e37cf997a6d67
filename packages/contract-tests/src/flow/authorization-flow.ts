import { describeLanding, type AwayLanding, type Browser, type Landing } from '../browser/browser.ts'
import type { ContractClient, ContractUser } from '../target.ts'
import type { VisitedServer, Visitor } from '../visitor/visitor.ts'
import { authorizationRequest, withQuery, type AuthorizationRequest, type Overrides } from './authorization-request.ts'
import { walkThrough } from './walk-through.ts'

/** A server to which requests can be made. */
export interface Reachable extends Pick<Visitor, 'examples' | 'url' | 'serves' | 'newBrowser' | 'send'> {
  readonly target: VisitedServer
}

/** A code, with everything that its exchange needs. */
export interface Authorization {
  readonly client: ContractClient
  readonly issuer: string
  readonly code: string
  readonly redirectUri: string | undefined
  readonly verifier: string | undefined
  readonly sent: AuthorizationRequest['parameters']
  readonly landing: AwayLanding
}

export interface AuthorizeOptions {
  /** Parameters to set; undefined leaves one out. */
  readonly parameters?: Overrides
  readonly issuer?: string
  /** Who signs in where a sign-in page comes; the target's user when left out. */
  readonly user?: ContractUser
  /** Whose browser; the one that the user always has when left out. */
  readonly browser?: Browser
}

export interface AuthorizationFlow {
  /** Sends the browser to the authorization endpoint; it stops at the first page, or where it would leave. */
  authorize(browser: Browser, client: ContractClient, parameters?: Overrides, issuer?: string): Promise<Landing>
  /** The browser of a user, kept for the whole run: after the first time it is signed in. */
  browserOf(user: ContractUser, issuer?: string): Browser
  /** Signs in and allows wherever that is asked, and returns what comes back to the client. */
  completeAuthorization(client: ContractClient, options?: AuthorizeOptions): Promise<AwayLanding>
  /** The same, and there must be a code. */
  obtainCode(client: ContractClient, options?: AuthorizeOptions): Promise<Authorization>
  /** The document's example request with this client's values, as a URL. */
  authorizationUrl(client: ContractClient, parameters?: Overrides, issuer?: string): string
}

export function createAuthorizationFlow(kit: Reachable): AuthorizationFlow {
  const browsers = new Map<string, Browser>()
  const example = () => kit.examples.use('authorize', 'query')

  const browserOf = (user: ContractUser, issuer = kit.target.issuer) => {
    const key = `${issuer} ${user.username}`
    const browser = browsers.get(key) ?? kit.newBrowser()
    browsers.set(key, browser)
    return browser
  }

  async function walk(client: ContractClient, options: AuthorizeOptions) {
    const { issuer = kit.target.issuer, user = kit.target.user } = options
    const browser = options.browser ?? browserOf(user, issuer)
    const request = authorizationRequest(example(), client, options.parameters)
    const url = withQuery(kit.url('authorize', issuer), request.parameters)
    const landing = await walkThrough(browser, url, user)
    return { landing, request, issuer }
  }

  return {
    browserOf,
    authorizationUrl: (client, parameters = {}, issuer = kit.target.issuer) =>
      withQuery(kit.url('authorize', issuer), authorizationRequest(example(), client, parameters).parameters),
    authorize: (browser, client, parameters = {}, issuer = kit.target.issuer) =>
      browser.visit(
        withQuery(kit.url('authorize', issuer), authorizationRequest(example(), client, parameters).parameters),
      ),
    completeAuthorization: async (client, options = {}) => (await walk(client, options)).landing,
    obtainCode: async (client, options = {}) => {
      const { landing, request, issuer } = await walk(client, options)
      const code = landing.parameters.get('code')
      if (code === null) throw new Error(`No code for ${client.clientId}: ${describeLanding(landing)}`)
      const { parameters: sent, verifier } = request
      return { client, issuer, code, redirectUri: sent['redirect_uri'], verifier, sent, landing }
    },
  }
}
