import { describe, test } from '../run/cases.ts'
import { expect } from '../run/expect.ts'
import { answerOf } from '../browser/browser.ts'
import { resolvePointer } from '../document/json-pointer.ts'
import type { Exchange } from '../http/exchange.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import type { Kit } from '../kit.ts'
import { expectIssuerPromised } from '../rfc9207.ts'
import { entropyBits } from './entropy.ts'

interface AuthorizationResponse {
  readonly exchange: Exchange
  readonly location: string
  readonly parameters: URLSearchParams
}

export function authorizationResponsesOfRun(kit: Kit): void {
  const { transcript, document, target } = kit
  const { origin } = new URL(target.issuer)
  const responses = () => authorizationResponses(transcript.exchanges, origin)
  const codes = () => responses().flatMap(({ parameters }) => parameters.getAll('code'))

  describe('Authorization responses of this run', () => {
    test('AUTHZ-09: every error is a registered one', () => {
      const { value } = resolvePointer(document.raw, '/components/schemas/AuthorizationErrorCode/enum')
      const registered: readonly unknown[] = Array.isArray(value) ? value : []
      const errors = responses().flatMap(({ parameters }) => parameters.getAll('error'))
      expectSome(errors, 10)
      expect(new Set(errors.filter((error) => !registered.includes(error)))).toEqual(new Set())
    })

    test('AUTHZ-09: every answer at once carries the state that was sent', () => {
      const lost = responses().filter(({ exchange, parameters }) => {
        const [state, second] = exchange.request.url.searchParams.getAll('state').filter(Boolean)
        // A repeated state, and one that is no state at all, have nothing to come back as. RFC 6749 A.5
        const comparable = state !== undefined && second === undefined && /^[ -~]*$/.test(state)
        return comparable && parameters.get('state') !== state
      })
      expect(lost.map(({ location }) => location)).toEqual([])
    })

    test('AUTHZ-10: error_description and error_uri hold allowed characters only', () => {
      const described = responses().filter(({ parameters }) => parameters.has('error_description'))
      expectSome(described, 1)
      for (const { parameters } of described) {
        expect(parameters.get('error_description')).toMatch(/^[\u0020\u0021\u0023-\u005b\u005d-\u007e]*$/)
        expect(parameters.get('error_uri') ?? '').toMatch(/^[\u0021\u0023-\u005b\u005d-\u007e]*$/)
      }
    })

    test('ISS-01: every one has iss once', async () => {
      await expectIssuerPromised(kit)
      const without = responses().filter(({ parameters }) => parameters.getAll('iss').length !== 1)
      expect(without.map(({ location }) => location)).toEqual([])
    })

    test('CODE-08: codes are unique and carry at least 128 bits', () => {
      // The same answer may be said again to a form that was sent again; no other two share a code.
      const byCode = Map.groupBy(responses(), ({ parameters }) => parameters.get('code'))
      byCode.delete(null)
      expectSome([...byCode.keys()], 20)
      for (const [first, ...again] of byCode.values())
        for (const { exchange, location } of again)
          expect([exchange.request.method, location]).toEqual(['POST', first?.location])
      for (const code of codes()) expect(code.length).toBeGreaterThanOrEqual(22)
      expect(entropyBits(codes())).toBeGreaterThanOrEqual(128)
    })

    test('CODE-15: all codes have one length, within the documented maximum', () => {
      const { value: most } = resolvePointer(document.raw, '/components/schemas/IssuedValue/maxLength')
      const [length = 0, ...others] = new Set(codes().map((code) => code.length))
      expect(others).toEqual([])
      expect(length).toBeLessThanOrEqual(Number(most))
    })
  })
}

/** Too few say nothing. */
function expectSome(values: readonly unknown[], least: number): void {
  if (values.length < least) throw new NotApplicable(`this run saw ${values.length} of them, and ${least} are needed`)
}

/** Every redirect that left the server. */
function authorizationResponses(exchanges: readonly Exchange[], origin: string): readonly AuthorizationResponse[] {
  return exchanges.flatMap((exchange) => {
    const location = exchange.headers.get('location')
    if (location === null || URL.parse(location, exchange.request.url)?.origin === origin) return []
    return [{ exchange, location, parameters: answerOf(location) }]
  })
}
