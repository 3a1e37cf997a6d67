/** A POST with a form, in one way of framing. */
export interface FramedRequest {
  readonly body: string
  /** In one chunk. RFC 9112 §7.1 */
  readonly chunked: string
  readonly length: string
  readonly message: (headers: readonly string[], content: string) => string
}

/** @param head the request line and the headers that say nothing of the framing */
export function framedRequest(head: readonly string[], body: string): FramedRequest {
  return {
    body,
    chunked: `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    length: `Content-Length: ${body.length}`,
    message: (headers, content) => `${[...head, ...headers].join('\r\n')}\r\n\r\n${content}`,
  }
}

const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'

/** Requests whose end two readers may see at two places, by what is wrong with them. RFC 9112 §6.3, §11.2 */
export function ambiguousFraming({ body, chunked, length, message }: FramedRequest): Readonly<Record<string, string>> {
  return {
    'Content-Length beside Transfer-Encoding': message([length, 'Transfer-Encoding: chunked'], chunked),
    'Transfer-Encoding before Content-Length': message(
      ['Transfer-Encoding: chunked', 'Content-Length: 4'],
      chunked + smuggled,
    ),
    'two different Content-Length headers': message([length, 'Content-Length: 1'], body),
    'a list of different lengths': message([`${length}, 1`], body),
    'a negative length': message(['Content-Length: -1'], body),
    'a length with a sign': message([`Content-Length: +${body.length}`], body),
    'a length in hexadecimal': message(['Content-Length: 0x1d'], body),
    'an unknown Transfer-Encoding': message(['Transfer-Encoding: chunked, identity'], chunked),
    'a misspelt Transfer-Encoding': message(['Transfer-Encoding: xchunked'], chunked),
    'two Transfer-Encoding headers': message(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], chunked),
    'a space before the colon': message([`Content-Length : ${body.length}`], body),
    'a folded header': message(
      [`X-Folded: a\r\n b: c\r\n${length}`.replace('\r\n b', '\n\tb'), 'Transfer-Encoding: chunked'],
      chunked,
    ),
    'bare line feeds': message([length], body).replaceAll('\r\n', '\n'),
    'a bare line feed in the headers': message([`X-A: b\n${length}`], body),
    'a bare carriage return': message([`X-A: b\r${length}`], body),
    'a NUL in a header': message([length, 'X-A: b\0c'], body),
    'a bad chunk size': message(['Transfer-Encoding: chunked'], `zz\r\n${body}\r\n0\r\n\r\n`),
    'a chunk with a bare line feed': message(['Transfer-Encoding: chunked'], chunked.replaceAll('\r\n', '\n')),
  }
}
