import { describe, expect, test } from 'vitest'
import { checkRedirectUriRegistration, type RedirectUriContext } from './check-redirect-uri-registration.ts'

const contexts = {
  'a web client of a public hub': { clientType: 'confidential', serverOriginIsLoopbackHttp: false },
  'a browser client of a public hub': { clientType: 'public', serverOriginIsLoopbackHttp: false },
  'a native client of a public hub': { clientType: 'native', serverOriginIsLoopbackHttp: false },
  'a web client of a hub on this machine': { clientType: 'confidential', serverOriginIsLoopbackHttp: true },
  'a native client of a hub on this machine': { clientType: 'native', serverOriginIsLoopbackHttp: true },
} as const satisfies Record<string, RedirectUriContext>

const everybody = Object.keys(contexts)
const natives = everybody.filter((who) => who.startsWith('a native'))
const onThisMachine = everybody.filter((who) => who.endsWith('on this machine'))
const nativesAndThisMachine = [...new Set([...natives, ...onThisMachine])]

function acceptedFor(uri: string): string[] {
  return Object.entries(contexts)
    .filter(([, context]) => checkRedirectUriRegistration(uri, context).ok)
    .map(([who]) => who)
    .toSorted()
}

describe('REDIR-04, REDIR-05: a redirect URI that may be registered', () => {
  test.each([
    ['https://app.example/cb', everybody],
    ['https://app.example', everybody],
    ['https://app.example/', everybody],
    ['https://app.example:8443/cb', everybody],
    ['https://app.example/cb?tenant=acme', everybody],
    ['https://app.example/cb?tenant=acme&then=%2Fhome', everybody],
    ['https://app.example/cb?encoded=code%3D1', everybody],
    ['https://app.example/cb?codeword=1', everybody],
    ['https://app.example/a%2Fb', everybody],
    ['https://app.example/~ada/cb;v=1', everybody],
    ['https://app.example/..hidden/cb', everybody],
    ['https://xn--mnchen-3ya.example/cb', everybody],
    ['https://localhost/cb', everybody],
    ['https://192.0.2.1/cb', everybody],
    ['https://[2001:db8::1]/cb', everybody],
    ['http://127.0.0.1/cb', nativesAndThisMachine],
    ['http://127.0.0.1:51004/cb', nativesAndThisMachine],
    ['http://[::1]/cb', nativesAndThisMachine],
    ['http://[::1]:8000/cb', nativesAndThisMachine],
    ['http://localhost/cb', onThisMachine],
    ['http://localhost:4100/callback', onThisMachine],
    ['http://localhost:4100', onThisMachine],
    ['com.example.app:/cb', natives],
    ['com.example.app://cb', natives],
    ['com.example.app:/oauth2redirect/hub', natives],
    ['com.googleusercontent.apps.123-abc:/oauth2redirect', natives],
  ])('%s is for %j', (uri, clients) => {
    expect(acceptedFor(uri)).toEqual(clients.toSorted())
  })
})

const never: readonly (readonly [uri: string, why: string])[] = [
  // not absolute, no fragment (REDIR-05)
  ['', 'is empty'],
  ['/cb', 'is not absolute'],
  ['//app.example/cb', 'is not absolute'],
  ['cb', 'is not absolute'],
  ['?code', 'is not absolute'],
  ['://app.example/cb', 'is not absolute'],
  ['1https://app.example/cb', 'is not absolute'],
  ['https://app.example/cb#', 'carries a fragment'],
  ['https://app.example/cb#top', 'carries a fragment'],
  ['com.example.app:/cb#top', 'carries a fragment'],
  ['https://', 'is not a URI'],
  ['https:', 'is not a URI'],
  ['https://app.example:99999/cb', 'is not a URI'],
  ['https://[::1/cb', 'character that a URI may not'],
  ['https://256.256.256.256/cb', 'is not a URI'],
  [`https://app.example/${'a'.repeat(2048)}`, 'write at most 2048'],
  // wildcards (REDIR-08)
  ['*', 'wildcard'],
  ['https://*/cb', 'wildcard'],
  ['https://*.example/cb', 'wildcard'],
  ['https://app.example/*', 'wildcard'],
  ['https://app.example/cb?then=*', 'wildcard'],
  ['https://app.example:*/cb', 'wildcard'],
  // http beyond this machine (REDIR-04)
  ['http://app.example/cb', 'is http'],
  ['HTTP://app.example/cb', 'is http'],
  ['http://localhost.example/cb', 'is http'],
  ['http://127.0.0.1.example/cb', 'is http'],
  ['http://127.0.0.2/cb', 'is http'],
  ['http://0.0.0.0/cb', 'is http'],
  ['http://192.168.1.4/cb', 'is http'],
  ['http://[::]/cb', 'is http'],
  ['http://[::ffff:127.0.0.1]/cb', 'is http'],
  ['http://app.localhost/cb', 'is http'],
  ['http://localhost./cb', 'is http'],
  ['http://localhost@evil.example/cb', 'is http'],
  ['http://evil.example/?127.0.0.1', 'is http'],
  // one way only to write it (REDIR-01)
  ['HTTPS://app.example/cb', 'browsers write it'],
  ['https://APP.example/cb', 'browsers write it'],
  ['https://app.example:443/cb', 'browsers write it'],
  ['https://app.example:/cb', 'browsers write it'],
  ['https://app.example:08443/cb', 'browsers write it'],
  ['https:app.example/cb', 'browsers write it'],
  ['https:/app.example/cb', 'browsers write it'],
  ['https:///app.example/cb', 'browsers write it'],
  ['https://app.example?tenant=acme', 'browsers write it'],
  ['https://%61pp.example/cb', 'browsers write it'],
  ['https://0x7f.1/cb', 'browsers write it'],
  ['https://2130706433/cb', 'browsers write it'],
  ['https://[2001:DB8::1]/cb', 'browsers write it'],
  ["https://app.example/cb?it='", 'browsers write it'],
  ['COM.example.app:/cb', 'only native clients'],
  ['https://app.example/../cb', '. or ..'],
  ['https://app.example/a/./cb', '. or ..'],
  ['https://app.example/a/%2e%2E/cb', '. or ..'],
  ['https://app.example/a/.%2e', '. or ..'],
  ['https://app.example/a/..?then=b', '. or ..'],
  ['com.example.app:/a/../cb', '. or ..'],
  ['https://app.example/cb?', 'empty query'],
  ['https://app.example./cb', 'ends with a dot'],
  // where it leads is hidden
  ['https://trusted.example@evil.example/cb', 'user name'],
  ['https://ada:secret@app.example/cb', 'user name'],
  ['https://@app.example/cb', 'user name'],
  ['com.example.app://ada@host/cb', 'only native clients'],
  ['https:\\\\app.example\\cb', 'backslash'],
  ['https://app.example\\@evil.example/cb', 'backslash'],
  ['https://app.example/cb\\..', 'backslash'],
  ['https://münchen.example/cb', 'outside ASCII'],
  ['https://аpp.example/cb', 'outside ASCII'],
  ['https://app.example。evil.example/cb', 'outside ASCII'],
  ['https://app.example/café', 'outside ASCII'],
  ['https://app.example/\u{202e}bc', 'outside ASCII'],
  // characters that break lines, headers and parsers (REDIR-15)
  [' https://app.example/cb', 'a blank or a control character'],
  ['https://app.example/cb ', 'a blank or a control character'],
  ['https://app.example/c b', 'a blank or a control character'],
  ['https://app.example/cb\t', 'a blank or a control character'],
  ['https://app.example/cb\r\nX-Injected: 1', 'a blank or a control character'],
  ['https://app.example/cb\0', 'a blank or a control character'],
  ['java\nscript:alert(1)', 'a blank or a control character'],
  ['https://app.example/cb%0d%0aX-Injected:%201', 'encoded control character'],
  ['https://app.example/cb%00', 'encoded control character'],
  ['https://app.example/%7F', 'encoded control character'],
  ['https://app.example/100%', 'encodes nothing'],
  ['https://app.example/%zz', 'encodes nothing'],
  ['https://app.example/"onload', 'character that a URI may not'],
  ['https://app.example/<cb>', 'character that a URI may not'],
  ['https://app.example/a|b', 'character that a URI may not'],
  ['https://app.example/{tenant}/cb', 'character that a URI may not'],
  ['https://app.example/cb?list[]=1', 'character that a URI may not'],
  // schemes (REDIR-09)
  ['javascript:alert(1)', 'javascript'],
  ['JavaScript:alert(1)', 'javascript'],
  ['javascript://app.example/%250Aalert(1)', 'javascript'],
  ['data:text/html,code', 'data'],
  ['vbscript:msgbox', 'vbscript'],
  ['file:///etc/passwd', 'file'],
  ['blob:https://app.example/1', 'blob'],
  ['about:blank', 'about'],
  ['view-source:https://app.example', 'view-source'],
  ['ftp://app.example/cb', 'ftp'],
  ['wss://app.example/cb', 'wss'],
  ['intent://cb', 'intent'],
  ['myapp:/cb', 'only native clients'],
  ['myapp://cb', 'only native clients'],
  ['mailto:ada@app.example', 'only native clients'],
  ['urn:ietf:wg:oauth:2.0:oob', 'only native clients'],
  ['com.example.app:cb', 'only native clients'],
  ['com.:/cb', 'only native clients'],
  ['com..app:/cb', 'only native clients'],
  // names of the response (REDIR-10)
  ['https://app.example/cb?code=evil', 'carries code'],
  ['https://app.example/cb?a=1&state=evil', 'carries state'],
  ['https://app.example/cb?iss=evil', 'carries iss'],
  ['https://app.example/cb?error', 'carries error'],
  ['https://app.example/cb?error_description=evil', 'carries error_description'],
  ['https://app.example/cb?error_uri=evil', 'carries error_uri'],
  ['https://app.example/cb?response=evil', 'carries response'],
  ['https://app.example/cb?c%6Fde=evil', 'carries code'],
  ['https://app.example/cb?%63%6f%64%65=evil', 'carries code'],
  ['https://app.example/cb?Code=evil', 'carries code'],
  ['https://app.example/cb?code%5B%5D=evil', 'carries code'],
  ['https://app.example/cb?+code=evil', 'carries code'],
  ['https://app.example/cb?error.uri=evil', 'carries error_uri'],
  ['https://app.example/cb?a=1;code=evil', 'carries code'],
  ['https://app.example/?code=', 'carries code'],
]

describe('a redirect URI that nobody may register', () => {
  test('the corpus has at least 80 of them', () => {
    expect(never.length).toBeGreaterThanOrEqual(80)
  })

  test.each(never)('%j: %s', (uri, why) => {
    expect(acceptedFor(uri)).toEqual([])
    const checked = checkRedirectUriRegistration(uri, contexts['a web client of a public hub'])
    expect(checked).toMatchObject({ ok: false, problem: expect.stringContaining(why) })
  })

  test.each([
    ['myapp:/cb', "could be another app's"],
    ['urn:ietf:wg:oauth:2.0:oob', "could be another app's"],
    ['com..app:/cb', "could be another app's"],
    ['com.example.app:cb', 'write one such as com.example.app:/callback'],
    ['COM.example.app:/cb', 'write "com.example.app:/cb"'],
    ['com.example.app://ada@host/cb', 'user name'],
  ])('%s is refused for a native client as well: %s', (uri, why) => {
    const checked = checkRedirectUriRegistration(uri, contexts['a native client of a public hub'])
    expect(checked).toMatchObject({ ok: false, problem: expect.stringContaining(why) })
  })

  test.each(never)('%j is refused in one printable line that does not end in the middle', (uri) => {
    const checked = checkRedirectUriRegistration(uri, contexts['a native client of a public hub'])
    const problem = checked.ok ? '' : checked.problem
    expect(problem).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]{20,}$/u)
  })

  test.each([
    ['http://app.example/cb', 'https://app.example/cb'],
    ['https://APP.example:443/cb', 'https://app.example/cb'],
    ['https://münchen.example/cb', 'https://xn--mnchen-3ya.example/cb'],
  ])('%s comes with what to write instead', (uri, instead) => {
    const context = contexts['a web client of a public hub']
    expect(checkRedirectUriRegistration(uri, context)).toMatchObject({
      problem: expect.stringContaining(`write "${instead}"`),
    })
    expect(checkRedirectUriRegistration(instead, context)).toEqual({ ok: true, value: instead })
  })

  test('a native client is told the loopback address for localhost', () => {
    const checked = checkRedirectUriRegistration(
      'http://localhost:5000/cb',
      contexts['a native client of a public hub'],
    )
    expect(checked).toMatchObject({ problem: expect.stringContaining('write "http://127.0.0.1:5000/cb"') })
  })
})
