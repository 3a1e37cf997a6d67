/** https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
export interface ServerSentEvent {
  /** Text goes out line by line, anything else as JSON. Without data nobody is told of an event. */
  readonly data?: unknown
  readonly event?: string
  /** What a client that comes back sends as `Last-Event-ID`. */
  readonly id?: string
  /** How long a client waits before it comes back. */
  readonly retryMilliseconds?: number
  /** No client sees it; it keeps connections open that are cut when nothing comes. */
  readonly comment?: string
}

const LINE_BREAK = /\r\n|\r|\n/

/** As it goes out. Throws where a value would become another field, or none. */
export function eventText(event: ServerSentEvent): string {
  if (typeof event !== 'object' || event === null) throw new TypeError('A server-sent event is an object.')
  const { comment, event: name, id, retryMilliseconds, data } = event
  let text = ''
  if (comment !== undefined) for (const line of comment.split(LINE_BREAK)) text += `: ${line}\n`
  if (name !== undefined) text += `event: ${oneLine('event', name)}\n`
  if (id !== undefined) {
    if (id.includes('\0')) throw new TypeError('The id of a server-sent event has no NUL.')
    text += `id: ${oneLine('id', id)}\n`
  }
  if (retryMilliseconds !== undefined) {
    if (!Number.isSafeInteger(retryMilliseconds) || retryMilliseconds < 0)
      throw new TypeError('A server-sent event is retried after whole milliseconds.')
    text += `retry: ${retryMilliseconds}\n`
  }
  if (data !== undefined) {
    const lines = typeof data === 'string' ? data : jsonOf(data)
    for (const line of lines.split(LINE_BREAK)) text += `data: ${line}\n`
  }
  return text === '' ? '' : `${text}\n`
}

function jsonOf(data: unknown): string {
  // Functions and symbols have none, whatever its type says.
  const json: unknown = JSON.stringify(data)
  if (typeof json !== 'string') throw new TypeError('The data of a server-sent event is text or JSON.')
  return json
}

function oneLine(field: string, text: string): string {
  if (LINE_BREAK.test(text)) throw new TypeError(`The ${field} of a server-sent event is one line.`)
  return text
}
