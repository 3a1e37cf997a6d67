import { headerOf, headersOf, wrongAnswer, type Answer } from '../load/answer.ts'
import { ask } from '../load/connection.ts'
import { getRequest } from '../load/request.ts'

const MOST_REDIRECTS = 10

/** Follows redirects within the server, keeping cookies, until one leads elsewhere. Answers the Cookie header by then. */
export async function browse(port: number, path: string): Promise<string> {
  const cookies = new Map<string, string>()
  let next = path
  for (let redirects = 0; redirects < MOST_REDIRECTS; redirects += 1) {
    const answer = await ask(port, getRequest(next, { Cookie: cookieHeader(cookies), Accept: 'text/html' }))
    keepCookies(cookies, answer)
    const location = headerOf(answer, 'location')
    if (location === undefined) throw wrongAnswer(`GET ${next}`, answer)
    const url = new URL(location, `http://localhost:${port}`)
    if (url.host !== `localhost:${port}` && url.host !== 'localhost') return cookieHeader(cookies)
    next = url.pathname + url.search
  }
  throw new Error(`${path} leads from one redirect to the next`)
}

function keepCookies(cookies: Map<string, string>, answer: Answer): void {
  for (const line of headersOf(answer, 'set-cookie')) {
    const [pair = ''] = line.split(';', 1)
    const equals = pair.indexOf('=')
    const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)]
    if (value === '') cookies.delete(name)
    else cookies.set(name, value)
  }
}

const cookieHeader = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
