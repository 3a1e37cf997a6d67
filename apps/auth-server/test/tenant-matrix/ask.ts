import type Koa from 'koa'
import inject from 'light-my-request'

/** A request to one tenant, in parts that can be exchanged. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly cookies?: Readonly<Partial<Record<'browser' | 'session' | 'device', string>>>
  readonly authorization?: string
  readonly idempotencyKey?: string
  readonly form?: Readonly<Record<string, string>>
  readonly json?: unknown
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string
}

export type Ask = (tenant: string, sent: Sent) => Promise<Answer>

/** Asks an app in this process, without a socket. */
export function asker(app: Koa): Ask {
  const handle = app.callback()
  const dispatch: inject.DispatchFunc = (request, response) => void handle(request, response)
  return async (tenant, { method, path, query = {}, cookies = {}, authorization, idempotencyKey, form, json }) => {
    const search = new URLSearchParams(query).toString()
    const cookie = Object.entries(cookies).map(([name, value]) => `hub-${tenant}-${name}=${value}`)
    const patch = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    const answer = await inject(dispatch, {
      // light-my-request takes any that Node knows, and lists them.
      method: method as 'GET',
      url: search === '' ? path : `${path}?${search}`,
      headers: {
        ...(cookie.length > 0 && { cookie: cookie.join('; ') }),
        ...(authorization !== undefined && { authorization }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(json !== undefined && { 'content-type': patch }),
        // Whatever the record is like by now.
        ...(method === 'PATCH' && { 'if-match': '*' }),
      },
      ...(form !== undefined && { payload: new URLSearchParams(form).toString() }),
      ...(json !== undefined && { payload: JSON.stringify(json) }),
    })
    const headers: Record<string, string | readonly string[]> = {}
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined) headers[name] = typeof value === 'number' ? String(value) : value
    return { status: answer.statusCode, headers, body: answer.payload }
  }
}
