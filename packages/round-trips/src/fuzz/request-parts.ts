/** A request in pieces that can be broken one by one. Text is latin1: each character one byte. */
export interface RequestParts {
  method: string
  /** Path and query, as in the request line. */
  target: string
  version: string
  headers: (readonly [name: string, value: string])[]
  body: string
  framing: Framing
}

/** How the body's end is told; what is not `length` or `chunked` is a lie. */
export type Framing = 'length' | 'chunked' | 'too-long' | 'too-short' | 'both' | 'negative' | 'broken-chunk'

/**
 * Whether a server knows where the request ends, so that another one can follow. Behind one that asks for another protocol
 * Node waits for that protocol, also when nobody speaks it.
 */
export function isFramed({ framing, headers }: RequestParts): boolean {
  return (framing === 'length' || framing === 'chunked') && !headers.some(([name]) => name.toLowerCase() === 'upgrade')
}

export function written(parts: RequestParts): string {
  const { method, target, version, headers, body, framing } = parts
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  const hasBody = body !== '' || framing !== 'length'
  return [`${method} ${target} ${version}`, ...lines, ...(hasBody ? framed(body, framing) : ['', ''])].join('\r\n')
}

function framed(body: string, framing: Framing): string[] {
  const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n`
  switch (framing) {
    case 'length':
      return [`Content-Length: ${body.length}`, '', body]
    case 'chunked':
      return ['Transfer-Encoding: chunked', '', body === '' ? '0\r\n' : chunk, '']
    case 'too-long':
      return [`Content-Length: ${body.length + 10}`, '', body]
    case 'too-short':
      return [`Content-Length: ${Math.max(body.length - 3, 0)}`, '', body]
    case 'both':
      return [`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked', '', chunk, '']
    case 'negative':
      return ['Content-Length: -1', '', body]
    case 'broken-chunk':
      return ['Transfer-Encoding: chunked', '', `zz\r\n${body}`]
  }
}
