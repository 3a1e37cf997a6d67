import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { serve } from '../../fixtures/serve.ts'
import { type CheckedSecurity, checkSecurity } from './check-security.ts'
import type { SecuritySchemesEntry } from '../operation-table.ts'
import { type SecurityPlan, planSecurity } from './plan-security.ts'
import { refuse } from './security-refusal.ts'

const SCHEMES: SecuritySchemesEntry = {
  token: { type: 'bearer' },
  oauth: { type: 'bearer' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  session: { type: 'apiKey', in: 'cookie', name: 'session' },
}
const READINGS = [
  { scheme: 'token', scopes: [], place: 'Authorization' },
  { scheme: 'oauth', scopes: ['read'], place: 'Authorization' },
  { scheme: 'oauth', scopes: ['write'], place: 'Authorization' },
  { scheme: 'key', scopes: [], place: 'X-Key' },
  { scheme: 'session', scopes: [], place: 'Cookie' },
] as const
const SENT = {
  Authorization: { good: 'Bearer a', malformed: 'Bearer a b' },
  'X-Key': { good: 'a', malformed: '' },
  Cookie: { good: 'session=a', malformed: 'session=' },
} as const

type Reading = (typeof READINGS)[number]
type Place = keyof typeof SENT
type Outcome = 'grant' | 401 | 403

const alternative = fc
  .subarray([...READINGS], { maxLength: 3 })
  // One alternative has one list of scopes for a scheme.
  .map((readings) => [...new Map(readings.map((reading) => [reading.scheme, reading])).values()])
const cases = fc.record({
  alternatives: fc.array(alternative, { minLength: 1, maxLength: 4 }),
  places: fc.record({
    Authorization: fc.constantFrom('nothing', 'good', 'good', 'malformed'),
    'X-Key': fc.constantFrom('nothing', 'good', 'good', 'malformed'),
    Cookie: fc.constantFrom('nothing', 'good', 'good', 'malformed'),
  }),
  outcomes: fc.array(fc.constantFrom<Outcome>('grant', 'grant', 401, 403), { minLength: 5, maxLength: 5 }),
})

/** The rule without its order: which alternative is granted; undefined: none. */
function expected(
  alternatives: readonly (readonly Reading[])[],
  sent: (place: Place) => string,
  grants: (reading: Reading) => boolean,
) {
  const readings = alternatives.flat().filter(({ place }) => sent(place) !== 'nothing')
  const isGood = (one: Reading): boolean => sent(one.place) === 'good' && grants(one)
  const everyPlaceIsGood = readings.every(({ place }) =>
    readings.some((other) => other.place === place && isGood(other)),
  )
  if (!everyPlaceIsGood) return undefined
  return readings.length === 0
    ? alternatives.find((needed) => needed.length === 0)
    : alternatives.find((needed) => needed.length > 0 && needed.every(isGood))
}

it('grants exactly what the rule grants, asks nobody twice, and nobody about what is malformed (500 requests)', async () => {
  let plan: SecurityPlan | undefined
  let checked: CheckedSecurity | undefined
  const { origin } = await serve((app) =>
    app.use(async (ctx) => {
      checked = plan && (await checkSecurity(plan, ctx, undefined))
    }),
  )
  let granted = 0
  await fc.assert(
    fc.asyncProperty(cases, async ({ alternatives, places, outcomes }) => {
      const outcomeOf = (reading: Reading): Outcome | undefined => outcomes[READINGS.indexOf(reading)]
      const asked: Reading[] = []
      const ask = (scheme: string) => (request: { readonly scopes?: readonly string[] }) => {
        const reading = READINGS.find((one) => one.scheme === scheme && one.scopes.join() === request.scopes?.join())
        if (!reading) throw new Error('Nobody needs that.')
        asked.push(reading)
        const outcome = outcomeOf(reading)
        return outcome === 'grant' ? scheme : outcome && refuse({ status: outcome })
      }
      const security = Object.fromEntries(Object.keys(SCHEMES).map((scheme) => [scheme, ask(scheme)]))
      const declared = alternatives.map((needed) =>
        Object.fromEntries(needed.map(({ scheme, scopes }) => [scheme, scopes])),
      )
      plan = planSecurity('look', declared, SCHEMES, { security })

      const headers = new Headers()
      for (const place of ['Authorization', 'X-Key', 'Cookie'] as const) {
        const state = places[place]
        if (state === 'good' || state === 'malformed') headers.set(place, SENT[place][state])
      }
      await fetch(origin, { headers })

      const wanted = expected(
        alternatives,
        (place) => places[place],
        (reading) => outcomeOf(reading) === 'grant',
      )
      const value = wanted && Object.fromEntries(wanted.map(({ scheme }) => [scheme, scheme]))
      expect(checked?.ok === true ? checked.value : undefined).toEqual(value)
      if (value) granted += 1

      const failure = checked?.ok === false ? checked.failure : undefined
      const isKnown = asked.some((one) => one.scheme === failure?.scheme && outcomeOf(one) === 403)
      expect(failure?.status).toBe(wanted ? undefined : isKnown ? 403 : 401)

      expect(new Set(asked).size).toBe(asked.length)
      const isMalformed = alternatives.flat().some(({ place }) => places[place] === 'malformed')
      expect(asked.filter(({ place }) => isMalformed || places[place] !== 'good')).toEqual([])
    }),
    { numRuns: 500 },
  )
  expect(granted).toBeGreaterThan(50)
})
