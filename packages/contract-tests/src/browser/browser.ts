import type { Exchange } from '../http/exchange.ts'
import type { Send } from '../http/send.ts'
import { findConsentForm, wayToDecide } from '../html/consent-form.ts'
import { asksForPassword, findSignInForm, signInFields } from '../html/fill-form.ts'
import { formsOf, type HtmlForm } from '../html/form.ts'
import { createCookieJar, type CookieJar } from './cookie-jar.ts'
import type { ContractPages, PagePurpose } from './pages.ts'

/** Where a browser ended up: on a page, or sent to another origin (which it does not visit). */
export type Landing = PageLanding | AwayLanding

export interface PageLanding {
  readonly kind: 'page'
  readonly exchange: Exchange
  /** Every exchange on the way, this one included. */
  readonly trail: readonly Exchange[]
  /** What it asks of the person; null: nothing that the contract knows. */
  readonly asks: PagePurpose | null
}

export interface AwayLanding {
  readonly kind: 'away'
  readonly exchange: Exchange
  readonly trail: readonly Exchange[]
  /** As sent. */
  readonly location: string
  /** Of its query, or of its fragment where the answer stands there. */
  readonly parameters: URLSearchParams
}

/** Somebody's browser: it keeps cookies, fills in forms, and stops where it would leave the server. */
export interface Browser {
  readonly jar: CookieJar
  /** Another browser with the same cookies, as somebody has it who copied them. */
  copy(): Browser
  /** The same browser, whose requests go another way. */
  through(send: Send): Browser
  /** One request; redirects are not followed. */
  get(url: string | URL, headers?: Readonly<Record<string, string>>): Promise<Exchange>
  /** Posts a form; redirects are not followed. */
  post(url: string | URL, fields: URLSearchParams, headers?: Readonly<Record<string, string>>): Promise<Exchange>
  visit(url: string | URL): Promise<Landing>
  /** Sends a form of the page, as `fields` has it. */
  submit(landing: PageLanding, form: HtmlForm, fields: URLSearchParams): Promise<Landing>
  signIn(landing: Landing, user: { readonly username: string; readonly password: string }): Promise<Landing>
  decide(landing: Landing, decision: 'allow' | 'deny'): Promise<Landing>
}

const mostRedirects = 10

/** A browser with an empty cookie jar. `headers` go with every request. */
export function createBrowser(send: Send, options: BrowserOptions = {}): Browser {
  return openBrowser(send, createCookieJar(), options)
}

interface BrowserOptions {
  readonly localAddress?: string | undefined
  readonly pages?: ContractPages | undefined
  readonly headers?: Readonly<Record<string, string>>
}

function openBrowser(send: Send, jar: CookieJar, options: BrowserOptions): Browser {
  const { pages = {} } = options

  async function request(method: string, url: URL, headers: Readonly<Record<string, string>>, body?: string) {
    const cookie = jar.headerFor(url)
    const exchange = await send({
      method,
      url,
      headers: { Accept: 'text/html', ...options.headers, ...(cookie !== undefined && { Cookie: cookie }), ...headers },
      ...(body !== undefined && { body }),
      localAddress: options.localAddress,
    })
    for (const setCookie of exchange.setCookies) jar.store(setCookie, url)
    return exchange
  }

  const browser: Browser = {
    jar,
    copy: () => {
      const other = createBrowser(send, options)
      for (const { name, value, path, host } of jar.list()) other.jar.plant({ name, value, path, host })
      return other
    },
    through: (other) => openBrowser(other, jar, options),
    get: (url, headers = {}) => request('GET', new URL(url), headers),
    post: (url, fields, headers = {}) =>
      request(
        'POST',
        new URL(url),
        { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        String(fields),
      ),
    visit: async (url) => follow(await browser.get(url)),
    submit: async (landing, form, fields) => {
      const url = new URL(form.action === '' ? landing.exchange.request.url : form.action, landing.exchange.request.url)
      if (form.method === 'get') {
        url.search = String(fields)
        return browser.visit(url)
      }
      return follow(await browser.post(url, fields))
    },
    signIn: async (landing, user) => {
      if (pages.signIn !== undefined) return pages.signIn(browser, asPage(landing, 'sign-in form'), user)
      const first = await fillIn(landing, user)
      // Some ask for the user name first, and for the password on the next page.
      return first.hadPassword || !hasSignInForm(first.next) ? first.next : (await fillIn(first.next, user)).next
    },
    decide: async (landing, decision) => {
      const page = asPage(landing, 'consent form')
      if (pages.decide !== undefined) return pages.decide(browser, page, decision)
      const html = page.exchange.body
      const way = wayToDecide({ html, forms: formsOf(html) }, decision)
      if (way === undefined) throw new Error(`No way to ${decision}: ${describeLanding(landing)}`)
      return way.kind === 'form'
        ? browser.submit(page, way.form, way.fields)
        : browser.visit(new URL(way.href, page.exchange.request.url))
    },
  }

  async function fillIn(landing: Landing, user: { readonly username: string; readonly password: string }) {
    const page = asPage(landing, 'sign-in form')
    const form = findSignInForm(formsOf(page.exchange.body))
    if (form === undefined) throw new Error(`No sign-in form: ${describeLanding(landing)}`)
    const next = await browser.submit(page, form, signInFields(form, user.username, user.password))
    return { next, hadPassword: asksForPassword(form) }
  }

  async function follow(first: Exchange): Promise<Landing> {
    const trail = [first]
    let exchange = first
    while (trail.length <= mostRedirects) {
      const location = exchange.headers.get('location')
      if (location === null || exchange.status < 300 || exchange.status > 399)
        return pageLanding(exchange, trail, pages)
      const target = URL.parse(location, exchange.request.url)
      const stays = target !== null && [first.request.url.origin, ...(pages.origins ?? [])].includes(target.origin)
      if (!stays) return { kind: 'away', exchange, trail, location, parameters: answerOf(location) }
      exchange = await browser.get(target)
      trail.push(exchange)
    }
    throw new Error(`More than ${mostRedirects} redirects after ${first.request.url.pathname}`)
  }

  return browser
}

/** An authorization response: in the query, or in the fragment where a response type is answered there. */
export function answerOf(location: string): URLSearchParams {
  const query = queryOf(location)
  const hash = location.indexOf('#')
  if (query.has('code') || query.has('error') || hash < 0) return query
  const fragment = new URLSearchParams(location.slice(hash + 1))
  return fragment.has('error') || fragment.has('code') || fragment.has('access_token') ? fragment : query
}

/** The query of a URL, which need not be one that `URL` can read. */
export function queryOf(location: string): URLSearchParams {
  const withoutFragment = location.split('#', 1)[0] ?? ''
  const question = withoutFragment.indexOf('?')
  return new URLSearchParams(question < 0 ? '' : withoutFragment.slice(question + 1))
}

/** What stands on a page, for messages. */
export function describeLanding(landing: Landing): string {
  const { exchange } = landing
  const where = `${exchange.request.method} ${exchange.request.url.pathname} answered ${exchange.status}`
  if (landing.kind === 'page') return `${where}, a page`
  const error = landing.parameters.get('error')
  return `${where}, and left the server ${error === null ? 'without an error' : `with the error ${error}`}`
}

function asPage(landing: Landing, name: string): PageLanding {
  if (landing.kind !== 'page') throw new Error(`No ${name}: ${describeLanding(landing)}`)
  return landing
}

function pageLanding(exchange: Exchange, trail: readonly Exchange[], pages: ContractPages): PageLanding {
  const landing: PageLanding = {
    kind: 'page',
    exchange,
    trail,
    // Most pages are never asked.
    get asks() {
      return pages.recognise?.(landing) ?? purposeOf(formsOf(exchange.body))
    },
  }
  return landing
}

function purposeOf(forms: readonly HtmlForm[]): PagePurpose | null {
  if (findSignInForm(forms) !== undefined) return 'sign-in'
  return findConsentForm(forms) === undefined ? null : 'consent'
}

export function hasSignInForm(landing: Landing): landing is PageLanding {
  return landing.kind === 'page' && landing.asks === 'sign-in'
}

export function hasConsentForm(landing: Landing): landing is PageLanding {
  return landing.kind === 'page' && landing.asks === 'consent'
}
