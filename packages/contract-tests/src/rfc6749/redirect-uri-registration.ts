import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import type { Kit } from '../kit.ts'
import type { ClientRegistration } from '../target.ts'

const all = (outcome: string, uris: readonly string[]) => uris.map((uri) => `${outcome} ${uri}`)

export function redirectUriRegistration(kit: Kit): void {
  const { admin, issuer, clients } = kit.target
  const onLoopbackHttp = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(issuer)

  async function outcomes(type: ClientRegistration['type'], uris: readonly string[]) {
    const { scope } = clients.confidential
    const answers: string[] = []
    for (const uri of uris) {
      const { outcome } = await admin.registerClient({ type, redirectUris: [uri], scope })
      answers.push(`${outcome} ${uri}`)
    }
    return answers
  }

  describe('Registration of redirect URIs, RFC 6749 §3.1.2', () => {
    test('REDIR-04: http is for loopback only', async () => {
      const elsewhere = [
        'http://app.example/cb',
        'http://127.0.0.1.evil.example/cb',
        'http://localhost.evil.example/cb',
      ]
      for (const type of ['confidential', 'public', 'native'] as const)
        expect(await outcomes(type, elsewhere)).toEqual(all('refused', elsewhere))
      const literals = ['http://127.0.0.1/cb', 'http://[::1]/cb']
      expect(await outcomes('native', literals)).toEqual(all('created', literals))
      const web = ['http://localhost:3999/cb', 'http://127.0.0.1:3999/cb']
      expect(await outcomes('confidential', web)).toEqual(all(onLoopbackHttp ? 'created' : 'refused', web))
    })

    test('REDIR-05: a redirect URI is absolute and has no fragment', async () => {
      const bad = [
        '/cb',
        'cb',
        '//h.example/cb',
        'https://h.example/cb#x',
        'https://h.example/cb#',
        'https://',
        'https:///cb',
        '',
      ]
      expect(await outcomes('confidential', bad)).toEqual(all('refused', bad))
    })

    test('REDIR-08: no pattern can be registered', async () => {
      const bad = ['https://*.example/cb', 'https://h.example/*', 'https://*/cb', 'https://h.example/cb*', '*']
      expect(await outcomes('confidential', bad)).toEqual(all('refused', bad))
    })

    test('REDIR-09: a scheme of its own has a dot, and is for native apps', async () => {
      const bad = [
        'javascript:alert(1)',
        'data:text/html,x',
        'vbscript:x',
        'file:///cb',
        'blob:https://h.example/x',
        'about:blank',
        'myapp:/cb',
      ]
      expect(await outcomes('native', bad)).toEqual(all('refused', bad))
      expect(await outcomes('native', ['com.example.other:/cb'])).toEqual(['created com.example.other:/cb'])
      const web = ['com.example.other:/cb', ...bad]
      expect(await outcomes('confidential', web)).toEqual(all('refused', web))
    })

    test('REDIR-10: a registered query does not carry the names of the response', async () => {
      const names = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'response']
      const bad = [...names.map((name) => `https://h.example/cb?${name}=evil`), 'https://h.example/cb?a=1&%63ode=evil']
      expect(await outcomes('confidential', bad)).toEqual(all('refused', bad))
      expect(await outcomes('confidential', ['https://h.example/cb?codes=1'])).toEqual([
        'created https://h.example/cb?codes=1',
      ])
    })
  })
}
