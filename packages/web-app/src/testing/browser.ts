/** As much of a browser as the pages need: cookies per host, redirects by hand or by itself. */
export interface Browser {
  readonly cookies: Map<string, string>
  /** One request, no redirect followed. */
  request(url: string, init?: RequestInit): Promise<Response>
  /** Follows redirects to the end. */
  open(url: string): Promise<{ readonly response: Response; readonly page: string; readonly url: string }>
  submit(url: string, fields: Record<string, string>): Promise<Response>
}

export function browser(): Browser {
  const cookies = new Map<string, string>()

  async function request(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (header) headers.set('Cookie', header)
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  return {
    cookies,
    request,
    async open(url) {
      let response = await request(url)
      let current = url
      for (let hop = 0; hop < 10 && response.status >= 300 && response.status < 400; hop += 1) {
        current = new URL(response.headers.get('Location') ?? '', current).href
        response = await request(current)
      }
      return { response, page: await response.text(), url: current }
    },
    submit: (url, fields) => request(url, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}

/** The hidden field of the page's form. */
export function csrfOf(page: string): string {
  return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
}
