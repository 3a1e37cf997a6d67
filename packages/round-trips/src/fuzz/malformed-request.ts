import type { Random } from '../random.ts'
import { malformedBody } from './malformed-body.ts'
import { NASTY_NAMES, NASTY_TEXTS, mutate } from './nasty.ts'
import type { RequestParts } from './request-parts.ts'

type Change = (random: Random, parts: RequestParts) => Partial<RequestParts>

/** One of the good requests with a few things done to it. */
export function malformedRequest(random: Random, good: readonly RequestParts[]): RequestParts {
  let parts = good[random.below(good.length)]
  if (!parts) throw new Error('There is no request to begin with.')
  for (let changes = 1 + random.below(3); changes > 0; changes -= 1)
    parts = { ...parts, ...random.pick(CHANGES)(random, parts) }
  return parts
}

const CHANGES: readonly [Change, ...Change[]] = [
  (random) => ({ method: random.pick(METHODS) }),
  (random, { target }) => ({ target: malformedPath(random, target) }),
  (random, { target }) => ({ target: malformedQuery(random, target) }),
  (random, { target }) => ({ target: malformedQuery(random, target) }),
  (random, { headers }) => ({ headers: malformedHeaders(random, headers) }),
  (random, { headers }) => ({ headers: [...withoutType(headers), ['Content-Type', random.pick(TYPES)]] }),
  malformedBody,
  malformedBody,
  malformedBody,
  (random) => ({
    framing: random.pick(['length', 'chunked', 'chunked', 'too-long', 'too-short', 'both', 'negative', 'broken-chunk']),
  }),
  (random) => ({ version: random.pick(['HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', 'HTTP/2.0', 'http/1.1', '']) }),
]

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'get',
  'G\0T',
  'M'.repeat(99),
] as const

const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;charset="utf-8',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=iso-8859-1',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'b'.repeat(300)}`,
  'multipart/form-data; boundary=b',
  'multipart/mixed; boundary="b',
  'text/plain',
  'text/xml',
  'application/vnd.library+json',
  '/',
  ';',
  '*/*',
  'a'.repeat(2_000),
  '\xe9/\xe9',
] as const

function malformedPath(random: Random, target: string): string {
  const [path = '', query] = target.split('?', 2)
  const segments = path.split('/')
  const at = 1 + random.below(Math.max(segments.length - 1, 1))
  const changed = random.pick([
    () => [...segments.slice(0, at), random.pick(NASTY_TEXTS), ...segments.slice(at + 1)].join('/'),
    () => [...segments.slice(0, at), random.pick(NASTY_TEXTS), ...segments.slice(at)].join('/'),
    () => `${path}/`,
    () => `/${path}`,
    () => path.repeat(random.pick([2, 50])),
    () => path.toUpperCase(),
    () =>
      random.pick([
        '*',
        'x',
        '//',
        '/%',
        'http://other.example/',
        'http://[',
        '/..;/',
        '?',
        '/#',
        `/${'a/'.repeat(3_000)}`,
      ]),
    () => mutate(random, path).replaceAll(/[\s\0]/g, ''),
  ])()
  return query === undefined ? changed : `${changed}?${query}`
}

function malformedQuery(random: Random, target: string): string {
  const [path = '', query = ''] = target.split('?', 2)
  const pairs = query === '' ? [] : query.split('&')
  const first = pairs[0] ?? 'a=b'
  const [name = 'a'] = first.split('=')
  const changed = random.pick([
    () => [...pairs, first],
    () => [...pairs, `${random.pick(NASTY_NAMES)}=${random.pick(NASTY_TEXTS)}`],
    () => [`${name}=${random.pick(NASTY_TEXTS)}`, ...pairs.slice(1)],
    () => [`${name}[${random.pick(NASTY_NAMES)}]=x`, ...pairs],
    () => pairs.slice(1),
    () => Array.from({ length: 500 }, (_, index) => `p${index}=${index}`),
    () => [mutate(random, query).replaceAll(/[\s\0]/g, '')],
    () => [';;&&==?', '='.repeat(99)],
  ])()
  return `${path}?${changed.join(random.chance(0.95) ? '&' : ';')}`
}

type Headers = RequestParts['headers']

function malformedHeaders(random: Random, headers: Headers): Headers {
  const at = random.below(headers.length)
  const [name, value] = headers[at] ?? ['X', 'y']
  const others = headers.filter((_, index) => index !== at)
  return random.pick<() => Headers>([
    () => others,
    () => [...headers, [name, value]],
    () => [...others, [name, random.pick(NASTY_TEXTS)]],
    () => [...others, [name.toUpperCase(), mutate(random, value)]],
    () => [
      ...headers,
      [
        'Cookie',
        random.pick([
          '=',
          ';;;',
          'a',
          'session="',
          `session=${'c'.repeat(5_000)}`,
          '__proto__=x; session=%',
          'session=a; session=b',
        ]),
      ],
    ],
    () => [
      ...headers,
      [
        'Authorization',
        random.pick([
          '',
          'Basic',
          'Basic ====',
          'Basic /w==',
          'Basic Og==',
          'Bearer',
          'Bearer  a b',
          'Bearer \xff',
          'bEaReR x',
          ',',
          `Bearer ${'t'.repeat(9_000)}`,
        ]),
      ],
    ],
    () => [...headers, ['Content-Encoding', random.pick(['gzip', 'identity', 'br, gzip', ''])]],
    () => [...headers, ['Expect', random.pick(['100-continue', 'x'])]],
    () => [
      ...headers,
      [
        'Accept',
        random.pick([
          '',
          '*',
          'text/*;q=x',
          ';q=2',
          'a'.repeat(5_000),
          'image/png;q=0, */*;q=0',
          ',,,',
          'a/b,'.repeat(1_000),
        ]),
      ],
    ],
    () => [
      ...headers,
      ['Range', 'bytes=9-1'],
      ['If-None-Match', '"'],
      ['Upgrade', 'websocket'],
      ['Connection', 'upgrade'],
    ],
    () => [...headers, [random.pick(['', ' X', 'X\0', 'X Y', '__proto__', 'constructor', 'X'.repeat(9_000)]), 'y']],
    () => [
      ...headers,
      ['X-Many', 'v'],
      ...Array.from({ length: 300 }, (_, index): readonly [string, string] => [`X-${index}`, 'v']),
    ],
  ])()
}

function withoutType(headers: Headers): Headers {
  return headers.filter(([name]) => name.toLowerCase() !== 'content-type')
}
