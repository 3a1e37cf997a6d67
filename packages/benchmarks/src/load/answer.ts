/** An HTTP answer as the driver reads it: only as much as the measured operations need. */
export interface Answer {
  readonly status: number
  /** Status line and header fields as sent. */
  readonly head: string
  readonly body: Buffer
}

/** An answer that no operation of a fair run may get; the run is then no result. */
export class WrongAnswerError extends Error {
  override name = 'WrongAnswerError'
}

export function wrongAnswer(what: string, { status, body }: Answer): WrongAnswerError {
  return new WrongAnswerError(`${what} was answered with ${status}: ${body.toString('utf8', 0, 300)}`)
}

/** @param field in lower case */
export function headerOf({ head }: Answer, field: string): string | undefined {
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':')
    if (colon === field.length && line.slice(0, colon).toLowerCase() === field) return line.slice(colon + 1).trim()
  }
  return undefined
}

export function headersOf({ head }: Answer, field: string): readonly string[] {
  return head
    .split('\r\n')
    .slice(1)
    .filter((line) => line.slice(0, line.indexOf(':')).toLowerCase() === field)
    .map((line) => line.slice(line.indexOf(':') + 1).trim())
}
