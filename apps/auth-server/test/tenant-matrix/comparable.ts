import type { Answer } from './ask.ts'
import type { Values } from './values.ts'

/** New with each request, whatever was sent; and the length of what is compared itself. */
const PASSING = ['date', 'x-request-id', 'connection', 'keep-alive', 'content-length']

/** An answer without what was sent and what is made anew each time: what is left tells the sender something. */
export function comparable({ status, headers, body }: Answer, sent: Partial<Values>): unknown {
  const values = Object.entries(sent).filter(([, value]) => value !== '')
  const known = values.toSorted(([, a], [, b]) => b.length - a.length)
  const plain = (text: string) =>
    withoutMade(known.reduce((rest, [kind, value]) => rest.replaceAll(value, `<${kind}>`), text))
  return {
    status,
    headers: Object.entries(headers)
      .filter(([name]) => !PASSING.includes(name))
      .map(([name, value]) => [name, typeof value === 'string' ? plain(value) : value.map(plain)])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    body: plain(body),
  }
}

/** Codes, tokens, ids, forms' tokens and cookies. The id of a code is its interaction's, which was sent. */
function withoutMade(text: string): string {
  return text
    .replaceAll(/\b(code|at|rt|cs|pl)_(?:[0-9a-z]{26}|<\w+>)_[A-Za-z0-9_-]{43}/g, '<$1>')
    .replaceAll(/(name="csrf_token" value=")[^"]+/g, '$1<csrf>')
    .replaceAll(/(hub-\w+-(?:browser|session|device)=)[A-Za-z0-9_-]{20,}/g, '$1<cookie>')
    .replaceAll(/(?<=expires=)[^;]+/g, '<date>')
    .replaceAll(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, '<id>')
}
