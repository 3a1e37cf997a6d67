import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { expectTokenError } from '../expectations.ts'
import { meanwhile, race, tally } from '../http/race.ts'
import type { Kit } from '../kit.ts'
import { leastOf, median } from '../measure.ts'

const samples = 300
const samplesPerClient = 75

export function clientSecrets(kit: Kit): void {
  const { target } = kit
  const { admin, clients, sourceAddresses } = target

  /** A new client with a secret, for app tokens. */
  async function register() {
    const service = { type: 'confidential', redirectUris: [], scope: clients.clientCredentials.scope } as const
    const registered = await admin.registerClient({ ...service, grantTypes: ['client_credentials'] })
    if (registered.outcome === 'refused') throw new Error(registered.message)
    const { clientId, clientSecret = '' } = registered.client
    return { clientId, clientSecret }
  }

  /** Milliseconds between the medians of an unknown client and a wrong secret; few guesses for each of many clients. */
  async function gap() {
    const known = await race(samples / samplesPerClient, register)
    const unknown = known.map(({ clientId, clientSecret }) => ({ clientId: clientId.toUpperCase(), clientSecret }))
    const durations = { unknown: [] as number[], wrong: [] as number[] }
    for (let sample = 0; sample < samples; sample += 1) {
      const at = sample % known.length
      const nobody = unknown[at] ?? { clientId: 'nobody' }
      const { clientId = '', clientSecret = '' } = known[at] ?? {}
      const guess = { clientId, clientSecret: `${sample}-${clientSecret}`.slice(0, clientSecret.length) }
      durations.unknown.push((await kit.clientCredentials(nobody)).durationMilliseconds)
      durations.wrong.push((await kit.clientCredentials(guess)).durationMilliseconds)
    }
    return Math.abs(median(durations.unknown) - median(durations.wrong))
  }

  describe('Client secrets, RFC 6749 §2.3.1 and §10.1', () => {
    test(`CAUTH-08: an unknown client and a wrong secret take the same time (${samples} of each)`, async () => {
      expect(await leastOf(3, 0.3, gap)).toBeLessThan(0.3)
    })

    test('CAUTH-07: of twice as many parallel guesses as are allowed few are evaluated, and then the right secret waits, too', async () => {
      const { secretAttempts } = target
      const client = await register()
      const [guesser, elsewhere] = sourceAddresses
      const guess = (index: number) => ({ ...client, clientSecret: `guess-${index}-${client.clientSecret}` })
      const answers = await race(2 * secretAttempts, (index) =>
        kit.clientCredentials(guess(index), {}, { localAddress: guesser }),
      )
      const { 401: evaluated = 0, 429: refused = 0, ...others } = tally(answers.map(({ status }) => status))
      expect(others).toEqual({})
      expect(evaluated).toBeLessThanOrEqual(secretAttempts)
      expect(refused).toBeGreaterThanOrEqual(secretAttempts)
      const right = await kit.clientCredentials(client, {}, { localAddress: guesser })
      expect(right.status).toBe(429)
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
      const other = await kit.clientCredentials(clients.clientCredentials, {}, { localAddress: guesser })
      expect(other.status, 'another client from the same address').toBe(200)
      if (elsewhere !== undefined)
        expect((await kit.clientCredentials(client, {}, { localAddress: elsewhere })).status, 'from elsewhere').toBe(
          200,
        )
    })

    test('CAUTH-07: right secrets do not count', async () => {
      const { secretAttempts } = target
      const client = await register()
      const answers = await race(secretAttempts + 20, () => kit.clientCredentials(client))
      expect(tally(answers.map(({ status }) => status))).toEqual({ 200: secretAttempts + 20 })
      expectTokenError(await kit.clientCredentials({ ...client, clientSecret: 'wrong' }), 'invalid_client')
      expect((await kit.clientCredentials(client)).status).toBe(200)
    })

    test('CAUTH-09: two secrets live while one replaces the other', async () => {
      const client = await register()
      const rotation = admin.rotateSecret(client.clientId)
      const answers = await meanwhile(rotation, () => kit.clientCredentials(client), 20)
      expect(answers.filter(({ status }) => status !== 200)).toEqual([])
      const second = await rotation
      expect((await kit.clientCredentials(client)).status).toBe(200)
      expect((await kit.clientCredentials({ ...client, clientSecret: second })).status).toBe(200)
      expect(second).not.toBe(client.clientSecret)
      for (const secret of [client.clientSecret, second]) expect(secret.length).toBeGreaterThanOrEqual(22)
    })
  })
}
