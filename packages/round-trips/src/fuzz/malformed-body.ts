import type { Random } from '../random.ts'
import { NASTY_JSON, NASTY_NAMES, NASTY_TEXTS, mutate } from './nasty.ts'
import type { RequestParts } from './request-parts.ts'

/** Another body, mostly of the type that was announced. */
export function malformedBody(random: Random, { body, headers }: RequestParts): Partial<RequestParts> {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (random.chance(0.15)) return { body: random.pick(ANYTHING) }
  if (type.includes('json')) return { body: malformedJson(random, body) }
  if (type.includes('urlencoded')) return { body: malformedForm(random, body) }
  if (type.includes('multipart'))
    return { body: malformedMultipart(random, /boundary="?([^";]*)/.exec(type)?.[1] ?? 'b') }
  return { body: mutate(random, body) }
}

const ANYTHING = [
  '',
  '\0',
  '\xff\xfe',
  '\xc3',
  '\xed\xa0\x80',
  ' ',
  'a'.repeat(70_000),
  'x=y',
  '{}',
  '--b--\r\n',
] as const

function malformedJson(random: Random, body: string): string {
  const nasty = random.pick(NASTY_JSON)
  return random.pick([
    () => nasty,
    () => mutate(random, body),
    () => mutate(random, mutate(random, body)),
    // Some value becomes another one.
    () => body.replace(/:("[^"]*"|[-0-9.e+]+|true|false|null)/, () => `:${nasty}`),
    () => body.replace(/"[^"]*"(?=:)/, () => `"${random.pick(NASTY_NAMES)}"`),
    () => body.replace('{', () => `{"${random.pick(NASTY_NAMES)}":${nasty},`),
  ])()
}

function malformedForm(random: Random, body: string): string {
  const pairs = body === '' ? [] : body.split('&')
  const [name = 'a'] = (pairs[0] ?? '').split('=')
  return random.pick([
    () => mutate(random, body),
    () => [...pairs, ...pairs].join('&'),
    () => [...pairs, `${random.pick(NASTY_NAMES)}=${random.pick(NASTY_TEXTS)}`].join('&'),
    () => [`${name}=${random.pick(NASTY_TEXTS)}`, ...pairs.slice(1)].join('&'),
    () => Array.from({ length: 300 }, (_, index) => `p${index}=v`).join('&'),
    () => '&'.repeat(3_000),
    () => '='.repeat(3_000),
    () => pairs.slice(1).join('&'),
  ])()
}

function malformedMultipart(random: Random, boundary: string): string {
  const part = (disposition: string, content: string, ...lines: string[]): string =>
    [`--${boundary}`, `Content-Disposition: ${disposition}`, ...lines, '', content, ''].join('\r\n')
  const name = random.pick(NASTY_NAMES)
  const content = random.pick(NASTY_TEXTS)
  const whole = `${part(`form-data; name="${name}"`, content)}--${boundary}--\r\n`
  return random.pick([
    () => whole,
    () => mutate(random, whole),
    () => part(`form-data; name="${name}"`, content),
    () => part(`form-data; name="f"; filename="../../${name}"`, content, 'Content-Type: image/png') + whole,
    () => part('form-data', content) + whole,
    () => part('attachment; name=x', content, 'Content-Transfer-Encoding: base64') + whole,
    () => part(`form-data; name="a"`, content, `X-Long: ${'h'.repeat(20_000)}`) + whole,
    () => part('form-data; name="a"', 'b').repeat(500) + whole,
    () => `--${boundary}\r\n`.repeat(200),
    () => `--${boundary}--`,
    () => whole.replaceAll('\r\n', '\n'),
  ])()
}
