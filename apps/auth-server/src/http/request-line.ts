/** What the log says of one request. Never the query, the body, cookies or credentials. */
export interface RequestLine {
  readonly requestId: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly milliseconds: number
  /** null: it has no address. */
  readonly source: string | null
  /** null, as the two below: not in the line. */
  readonly tenant: string | null
  readonly clientId: string | null
  readonly reason: string | null
}

const MOST_PATH_CHARACTERS = 200

/**
 * As pino writes it, with the line break. Ids of ours and the methods that Node knows need no escape.
 * @param now epoch milliseconds
 */
export function formatRequestLine(now: number, line: RequestLine): string {
  const { requestId, method, path, status, milliseconds, source, tenant, clientId, reason } = line
  return (
    `{"level":"info","time":"${isoTime(now)}","requestId":"${requestId}","method":"${method}"` +
    `,"path":${JSON.stringify(path.slice(0, MOST_PATH_CHARACTERS))},"status":${status},"ms":${milliseconds}` +
    `,"source":${JSON.stringify(source)}${optional('tenant', tenant)}${optional('clientId', clientId)}` +
    `${optional('reason', reason)},"msg":"request"}\n`
  )
}

const optional = (name: string, value: string | null): string =>
  value === null ? '' : `,"${name}":${JSON.stringify(value)}`

let lastSecond = Number.NaN
let lastTime = ''

/** Many requests share a second: `2026-01-02T03:04:05.` and what is left of it. */
function isoTime(now: number): string {
  const second = Math.floor(now / 1000)
  if (second !== lastSecond) {
    lastSecond = second
    lastTime = new Date(second * 1000).toISOString().slice(0, 20)
  }
  return `${lastTime}${String(now - second * 1000).padStart(3, '0')}Z`
}
