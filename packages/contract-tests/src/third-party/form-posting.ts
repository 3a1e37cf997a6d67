import { describe, expect, test } from 'vitest'
import { walkThrough } from '../flow/walk-through.ts'
import type { Kit } from '../kit.ts'
import type { ConfidentialContractClient } from '../target.ts'

/** Scripts as people write them by hand: fetch, a form, the secret in its body. */
export function formPosting(kit: Kit): void {
  const { issuer, clients, user } = kit.target
  const post = async (form: Record<string, string>) => {
    const response = await fetch(`${issuer}/oauth2/v1/token/`, { method: 'POST', body: new URLSearchParams(form) })
    const body: unknown = await response.json()
    return { status: response.status, body: body as Record<string, unknown> }
  }

  const signIn = async (client: ConfidentialContractClient, extra: string) => {
    const query = `&response_type=code&client_id=${client.clientId}&redirect_uri=${encodeURIComponent(client.redirectUris[0])}&scope=profile&state=xyz${extra}`
    const { parameters } = await walkThrough(kit.newBrowser(), `${issuer}/oauth2/v1/auth/?${query}`, user)
    expect(parameters.get('state')).toBe('xyz')
    return parameters.get('code') ?? ''
  }

  describe('Scripts that post forms', () => {
    test('one without PKCE, which is exempt, gets tokens and refreshes them', async () => {
      const client = clients.pkceOptional
      const credentials = { client_id: client.clientId, client_secret: client.clientSecret }
      const code = await signIn(client, '')
      const exchanged = await post({
        grant_type: 'authorization_code',
        code,
        redirect_uri: client.redirectUris[0],
        ...credentials,
      })
      expect(exchanged).toMatchObject({ status: 200, body: { token_type: 'Bearer', scope: 'profile' } })
      const refreshToken = String(exchanged.body['refresh_token'])
      const refreshed = await post({ grant_type: 'refresh_token', refresh_token: refreshToken, ...credentials })
      expect(refreshed.status).toBe(200)
      expect(refreshed.body['refresh_token']).not.toBe(refreshToken)
    })

    test('one with PKCE and its secret in the body gets tokens', async () => {
      const client = clients.confidential
      // The pair of RFC 7636, appendix B.
      const [verifier, challenge] = [
        'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
        'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      ]
      const code = await signIn(client, `&code_challenge=${challenge}&code_challenge_method=S256`)
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: client.redirectUris[0],
        code_verifier: verifier,
      }
      const exchanged = await post({ ...form, client_id: client.clientId, client_secret: client.clientSecret })
      expect(exchanged.status).toBe(200)
      const identity = await fetch(`${issuer}/api/identity/v1`, {
        headers: { Authorization: `Bearer ${String(exchanged.body['access_token'])}` },
      })
      expect(await identity.json()).toMatchObject({ userName: user.username })
    })

    test('one that wants an app token gets it', async () => {
      const { clientId, clientSecret } = clients.clientCredentials
      const answer = await post({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })
      expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer' } })
    })
  })
}
