/** A small generator of numbers from 0 to 1 that a seed repeats (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const FORM = 'Content-Type: application/x-www-form-urlencoded'
const ID = '01m325k4y0w184ndrcacz3r6x5'

const post = (path: string, body: string, ...lines: string[]): string =>
  [`POST ${path} HTTP/1.1`, 'Host: x', FORM, `Content-Length: ${body.length}`, ...lines, '', body].join('\r\n')
const get = (path: string, ...lines: string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: x', ...lines, '', ''].join('\r\n')

/** Requests as they should be, of every endpoint and page. */
const SEEDS: readonly string[] = [
  post('/acme/oauth2/v1/token', 'grant_type=client_credentials', 'Authorization: Basic YTpi'),
  post(
    '/acme/oauth2/v1/token',
    'grant_type=refresh_token&refresh_token=rt_x&client_id=a&client_secret=b&scope=profile',
  ),
  post(
    '/acme/oauth2/v1/token',
    'grant_type=authorization_code&code=code_x&redirect_uri=http%3A%2F%2Fa&code_verifier=v',
  ),
  post('/acme/oauth2/v1/revoke', 'token=rt_x&token_type_hint=refresh_token&client_id=a&client_secret=b'),
  post('/acme/oauth2/v1/introspect', 'token=at_x', 'Authorization: Basic YTpi'),
  post(`/acme/interaction/${ID}/sign-in`, 'csrf_token=x&username=ada&password=x', 'Cookie: hub-acme-browser=abc'),
  post(`/acme/interaction/${ID}/consent`, 'csrf_token=1.x&decision=allow', 'Cookie: hub-acme-session=abc'),
  post('/acme/change-password', 'csrf_token=x&username=ada&current_password=x&new_password=y&repeat_password=y'),
  post('/acme/account/sign-in', 'csrf_token=x&username=ada&password=x', 'Cookie: hub-acme-browser=abc'),
  post('/acme/account/end-session', `csrf_token=x&session=${ID}`, 'Cookie: hub-acme-session=abc'),
  post(`/acme/password/pl_${ID}_x`, 'csrf_token=x&new_password=y&repeat_password=y'),
  get(`/acme/password/pl_${ID}_${'x'.repeat(43)}`),
  'POST /acme/oauth2/v1/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n',
  get('/acme/oauth2/v1/auth?response_type=code&client_id=a&redirect_uri=http%3A%2F%2Fa&state=s&code_challenge=c'),
  get('/acme/oauth2/v1/verify', 'Authorization: Bearer at_x'),
  get('/acme/api/identity/v1', 'Authorization: Bearer at_x', 'Origin: https://spa.example'),
  get('/.well-known/oauth-authorization-server/acme', 'If-None-Match: "x"', 'Accept-Language: nl'),
  get('/acme/sign-out', 'Cookie: hub-acme-session=abc; hub-acme-browser=def'),
  get('/health/ready'),
]

/** What breaks parsers. */
const ODDITIES: readonly string[] = [
  '\0|\r|\n|\r\n\r\n|%|%00|%ff|%c0%af|%0d%0a|\xff\xfe|\u0001| |\t|;|&&|==|..|//|/%2e%2e/|?|#|\\|"|\'|<script>|${x}',
  '__proto__|constructor=|[]=|-1|1e309|HTTP/9.9|HTTP/1.0|PRI * HTTP/2.0|Content-Length: 5\r\n',
  'Content-Length: 99999999999\r\n|Transfer-Encoding: chunked\r\n|Expect: 100-continue\r\n|Expect: x\r\n|Host: y\r\n',
  'Connection: upgrade\r\nUpgrade: websocket\r\n|Cookie: a=b; c="\r\n|Authorization: Basic =\r\n|X: \xe9\r\n',
  `${'a'.repeat(9_000)}|${'&a'.repeat(300)}`,
].flatMap((line) => line.split('|'))

/** One of the requests with a few things done to it. */
export function malformedRequest(random: () => number): Buffer {
  const below = (most: number): number => Math.floor(random() * most)
  const pick = <T>(from: readonly T[]): T | undefined => from[below(from.length)]
  let text = pick(SEEDS) ?? ''
  for (let changes = 1 + below(4); changes > 0; changes -= 1) {
    const at = below(text.length)
    const until = Math.min(text.length, at + below(20))
    const odd = pick(ODDITIES) ?? ''
    const changed = [
      () => text.slice(0, at) + odd + text.slice(at),
      () => text.slice(0, at) + odd + text.slice(until),
      () => text.slice(0, at) + text.slice(until),
      () => text.slice(0, until) + text.slice(at),
      () => text.slice(0, at),
      () => text.replace(/\r\n/, `\r\n${odd}`),
    ]
    text = pick(changed)?.() ?? text
  }
  return Buffer.from(text, 'latin1')
}
