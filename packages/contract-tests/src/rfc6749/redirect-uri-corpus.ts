/** A redirect_uri that resembles a registered one and must be refused. */
export interface RedirectUriVariant {
  readonly name: string
  /** Percent-encoded, as it stands in the query. */
  readonly encoded: string
  /** Differs in its port only, which a native client on a loopback address may do. */
  readonly portOnly?: true
}

/** Every way of bending a registered http or https URI that we know of, for RFC 9700 §4.1. */
export function redirectUriVariants(registered: string): readonly RedirectUriVariant[] {
  const { protocol, host, hostname, pathname, search } = new URL(registered)
  const scheme = protocol.slice(0, -1)
  const at = (authority: string, path = pathname) => `${scheme}://${authority}${path}${search}`
  const last = pathname.slice(-1)
  const bent: Record<string, string[]> = {
    scheme: [
      registered.replace(scheme, scheme.toUpperCase()),
      registered.replace(scheme, scheme === 'https' ? 'http' : 'https'),
      registered.replace('://', ':/'),
      registered.replace('://', ':'),
      registered.replace('://', ':///'),
      registered.replace('://', String.raw`:\\`),
      registered.replace('://', String.raw`:/\ `.trim()),
      registered.slice(registered.indexOf('://') + 1),
      registered.slice(registered.indexOf('://') + 3),
      `x${registered}`,
      `view-source:${registered}`,
      `ftp://${host}${pathname}`,
    ],
    otherScheme: [
      'javascript:alert(1)',
      `javascript://${host}${pathname}%0aalert(1)`,
      'data:text/html,<script>alert(1)</script>',
      'vbscript:msgbox(1)',
      'file:///etc/passwd',
      `blob:${registered}`,
      'about:blank',
      'com.attacker.app:/cb',
      'intent://evil.example/#Intent;scheme=https;end',
    ],
    host: [
      at(host.toUpperCase()),
      at(`${hostname}.`),
      at(`evil.${host}`),
      at(`evil${host}`),
      at(`${hostname}.evil.example`),
      at(`${hostname}evil`),
      at(`evil.example`),
      at(`[${hostname}]`),
      at(hostname.replace('.', 'x')),
      at(hostname.replace('.', '。')),
      at(hostname.replace('.', '．')),
      at(hostname.replace(/[a-z]/, 'ａ')),
      at(`${hostname}%00.evil.example`),
      at(`${hostname}%2eevil.example`),
      at(String.raw`${hostname}\.evil.example`),
      at(`*.${hostname}`),
      at('*'),
    ],
    userinfo: [
      at(`evil@${host}`),
      at(`@${host}`),
      at(`:@${host}`),
      at(`${hostname}@evil.example`),
      at(`${hostname}:443@evil.example`),
      at(`${hostname}%40evil.example`),
      at(`${hostname}%2f@evil.example`),
      at(String.raw`${hostname}\@evil.example`),
      at(String.raw`evil.example\@${host}`),
      at(`${hostname}#@evil.example`),
      at(`${hostname}?@evil.example`),
    ],
    path: [
      at(host, `${pathname}/`),
      at(host, pathname.toUpperCase()),
      at(host, `${pathname.slice(0, 1)}${pathname.slice(1, 2).toUpperCase()}${pathname.slice(2)}`),
      at(host, `${pathname}/x`),
      at(host, `${pathname}x`),
      at(host, pathname.slice(0, -1)),
      at(host, `/x/..${pathname}`),
      at(host, `/.${pathname}`),
      at(host, `/${pathname}`),
      at(host, `${pathname}/..`),
      at(host, `${pathname}/..${pathname}`),
      at(host, `${pathname}/%2e%2e${pathname}`),
      at(host, `/%2e${pathname}`),
      at(host, `${pathname.slice(0, -1)}%${last.codePointAt(0)?.toString(16)}`),
      at(host, `${pathname}%2F`),
      at(host, `${pathname}%00`),
      at(host, `${pathname}%20`),
      at(host, `${pathname}%0d%0aX-Injected:1`),
      at(host, `${pathname};`),
      at(host, `${pathname};x=1`),
      at(host, `${pathname}.`),
      at(host, String.raw`${pathname}\ `.trim()),
      at(host, `${pathname}/*`),
      at(host, '/*'),
      at(host, '/'),
      at(host, ''),
      pathname,
      pathname.slice(1),
    ],
    query: [`${registered}?`, `${registered}?x=1`, `${registered}&x=1`, `${registered}?code=evil`, `${registered}&`],
    fragment: [`${registered}#`, `${registered}#x`, `${registered}%23x`, `${registered}#@evil.example/`],
    whitespace: [' ', '\t', '\n', '\r\n', '\0', '\u00a0', '\ufeff', '\u200b', '\u202e'].flatMap((space) => [
      `${space}${registered}`,
      `${registered}${space}`,
      `${registered.slice(0, -1)}${space}${registered.slice(-1)}`,
    ]),
    unicode: [
      // Fold to the ASCII letter under case-insensitive comparison or NFKC.
      registered.replace('k', '\u212a'),
      registered.replace('s', '\u017f'),
      registered.replace('i', '\u0131'),
      registered.replace('a', '\u0430'),
      `${registered}\u0301`,
      registered.normalize('NFD').replace('c', 'ｃ'),
    ],
    whole: [
      encodeURIComponent(registered),
      `"${registered}"`,
      `<${registered}>`,
      `${registered},https://evil.example/`,
      `${registered} https://evil.example/`,
      `https://evil.example/?${registered}`,
      `https://evil.example/#${registered}`,
      `https://evil.example/${registered}`,
      `^${registered}$`,
      '.*',
      '*',
      'https://*',
      `${registered}${'a'.repeat(3000)}`,
    ],
    loopback: [
      'http://localhost/nowhere',
      'http://127.0.0.1/nowhere',
      'http://[::1]/nowhere',
      'http://0.0.0.0/nowhere',
      'http://2130706433/nowhere',
      'http://0x7f.1/nowhere',
      'http://127.0.0.1.evil.example/cb',
      'http://localhost.evil.example/cb',
      'http://127.0.0.1:80@evil.example/cb',
    ],
  }
  const ports = [':443', ':80', ':8443', ':0443', ':', ':65536', ':-1', ':80:80'].map((port) =>
    at(`${hostname}${port}`),
  )
  const variants = Object.entries(bent).flatMap(([name, uris]) =>
    uris.map((uri) => ({ name, encoded: encodeURIComponent(uri) })),
  )
  return [
    ...variants,
    ...ports.map((uri) => ({ name: 'port', encoded: encodeURIComponent(uri), portOnly: true as const })),
    ...['%', '%zz', '%ff', '%c0%af', '%u0041', '%ed%a0%80'].map((bytes) => {
      return { name: 'malformed', encoded: `${encodeURIComponent(registered)}${bytes}` }
    }),
  ].filter(({ encoded }) => encoded !== encodeURIComponent(registered))
}
