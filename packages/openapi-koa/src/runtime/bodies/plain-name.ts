/** Text of a part's header, whose octets are UTF-8 unless its sender is old. */
export function textOfOctets(octets: string): string {
  const text = decode(Buffer.from(octets, 'latin1'), 'utf-8') ?? octets
  // The three that browsers escape. https://fetch.spec.whatwg.org/#multipart-form-data-parser
  return text.includes('%')
    ? text.replaceAll(/%(22|0A|0D)/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    : text
}

/** A file's name without folders and control characters, however it was written; empty when nothing is left of it. */
export function plainName(written: string): string {
  const decoded = written.includes('=?') ? decodeWords(written) : written
  const name = decoded
    .slice(Math.max(decoded.lastIndexOf('/'), decoded.lastIndexOf('\\')) + 1)
    .replaceAll(/\p{Cc}/gu, '')
  return name === '.' || name === '..' ? '' : name
}

/** `UTF-8'en'%C3%A9`, RFC 8187 §3.2.1; undefined when it is none. */
export function extendedValue(text: string): string | undefined {
  const [, charset, octets] = /^([\w-]+)'[\w-]*'((?:%[\da-f]{2}|[^%'])*)$/i.exec(text) ?? []
  if (charset === undefined || octets === undefined) return undefined
  return decode(fromPercent(octets), charset)
}

/** `=?utf-8?Q?caf=C3=A9?=`, as RFC 2388 wanted file names before RFC 7578. RFC 2047 §2 */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?([\w-]+)\?([bq])\?([^?\s]*)\?=/gi, (word, charset: string, encoding: string, content: string) => {
      const octets =
        encoding.toLowerCase() === 'b'
          ? Buffer.from(content, 'base64')
          : fromPercent(content.replaceAll('_', ' ').replaceAll('%', '%25').replaceAll('=', '%'))
      return decode(octets, charset) ?? word
    })
}

function fromPercent(text: string): Buffer {
  return Buffer.from(
    text.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16))),
    'latin1',
  )
}

function decode(octets: Buffer, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(octets)
  } catch {
    return undefined
  }
}
