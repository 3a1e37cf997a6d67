import { describe, expect, test } from 'vitest'
import { REDIRECT_URI, TEST_USER } from '../../src/testing/start-test-hub.ts'
import { TestBrowser, VERIFIER } from '../../src/testing/test-browser.ts'
import type { Replicas } from '../replicas.ts'

const PROMISED_MILLISECONDS = 1_000

interface TokenBody {
  readonly access_token?: string
  readonly refresh_token?: string
}

/** What an administrator ends with one command, beside the hubs. */
export function endedEverywhere({ origin, addresses, command }: Replicas): void {
  /** A tenant with a user and a client of its own, and tokens for each replica to see die. */
  async function furnish(tenant: string) {
    await command.must(['tenant', 'create', tenant, '--name', tenant])
    const user = `user create --tenant ${tenant} --name Ada --email ${TEST_USER.email} --password-stdin`
    await command.must(user.split(' '), TEST_USER.password)
    const client = `client create --tenant ${tenant} --name App --type confidential --first-party --scope profile`
    const made = await command.must([...client.split(' '), '--redirect-uri', REDIRECT_URI])
    const credentials = { client_id: String(made['client_id']), client_secret: String(made['client_secret']) }

    const askForToken = (address: string, form: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${address}/${tenant}/oauth2/v1/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...credentials, ...form }),
      })
    const refresh = async (address: string, { refresh_token = '' }: TokenBody): Promise<number> =>
      (await askForToken(address, { grant_type: 'refresh_token', refresh_token })).status
    const callApi = async (address: string, { access_token = '' }: TokenBody): Promise<number> => {
      const headers = { Authorization: `Bearer ${access_token}` }
      return (await fetch(`${address}/${tenant}/api/identity/v1`, { headers })).status
    }

    const browser = new TestBrowser({ origin }, { tenant })
    const families: TokenBody[] = []
    for (const address of addresses) {
      const code = await browser.obtainCode(credentials.client_id)
      const exchange = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER }
      const exchanged = await askForToken(address, exchange)
      expect(exchanged.status).toBe(200)
      // What the contract says a token response is.
      families.push((await exchanged.json()) as TokenBody)
    }
    return {
      clientId: credentials.client_id,
      /** What each replica says of tokens: the API, then a refresh; all within the time that was promised. */
      everywhere: async () => {
        const since = performance.now()
        const answers = await Promise.all(
          addresses.map(async (address, index) => {
            const tokens = families[index] ?? {}
            return [await callApi(address, tokens), await refresh(address, tokens)]
          }),
        )
        expect(performance.now() - since).toBeLessThan(PROMISED_MILLISECONDS)
        return answers
      },
    }
  }

  const all = (...statuses: readonly number[]) => addresses.map(() => statuses)

  describe('What an administrator ends', () => {
    test('TEN-08: a suspended tenant is closed at every replica within a second, and resumed without its tokens', async () => {
      const { everywhere } = await furnish('doomed')
      await command.must(['tenant', 'suspend', 'doomed'])
      expect(await everywhere()).toEqual(all(404, 404))
      await command.must(['tenant', 'resume', 'doomed'])
      expect(await everywhere()).toEqual(all(401, 400))
    })

    test('CC-05, RT-11: a disabled client has nothing at any replica within a second, and enabled nothing of before', async () => {
      const { everywhere, clientId } = await furnish('wary')
      await command.must(['client', 'disable', '--tenant', 'wary', clientId])
      expect(await everywhere()).toEqual(all(401, 401))
      await command.must(['client', 'enable', '--tenant', 'wary', clientId])
      expect(await everywhere()).toEqual(all(401, 400))
    })

    test('CONS-04: a withdrawn consent ends its tokens at every replica within a second', async () => {
      const { everywhere, clientId } = await furnish('private')
      const words = ['consent', 'withdraw', '--tenant', 'private', '--user', TEST_USER.email, '--client', clientId]
      expect(await command.must(words)).toMatchObject({ ended_grants: addresses.length })
      expect(await everywhere()).toEqual(all(401, 400))
    })
  })
}
