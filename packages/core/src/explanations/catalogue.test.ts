import { describe, expect, test } from 'vitest'
import { AUTHORIZATION_REFUSALS } from '../authorization/errors.ts'
import { BEARER_REFUSALS } from '../bearer/errors.ts'
import { TOKEN_REFUSALS } from '../token/errors.ts'
import { EXPLANATIONS, explanationOf, PLACES } from './catalogue.ts'
import { fill, NOBODY } from './fill.ts'
import { whatIsTold } from './what-is-told.ts'

const entries = Object.entries(EXPLANATIONS).flatMap(([place, explained]) =>
  Object.entries(explained).map(([reason, explanation]) => ({ place, reason, explanation })),
)

// The compiler knows the unions; this knows the tables that the refusals really come from.
test.each([
  ['token', TOKEN_REFUSALS],
  ['authorization', AUTHORIZATION_REFUSALS],
  ['access', BEARER_REFUSALS],
] as const)('every refusal of %s is explained', (place, refusals) => {
  expect(Object.keys(EXPLANATIONS[place])).toEqual(expect.arrayContaining(Object.keys(refusals)))
  expect(Object.keys(refusals).filter((reason) => whatIsTold(place, reason) === null)).toEqual([])
})

describe.each(entries)('the explanation of $reason ($place)', ({ explanation }) => {
  test('is a sentence without gaps, advice, and sections that exist on the web', () => {
    const { sentence, advice, sections } = explanation
    for (const names of [
      NOBODY,
      { clientId: 'timeline-app', userId: '01kb3m7qg8x0v4c2t9rj5hzd6e', parameter: 'code' },
    ]) {
      const filled = fill(sentence, names)
      expect(filled).toMatch(/^[A-Z].*\.$/)
      expect(filled).not.toMatch(/[{}]|undefined|null/)
    }
    expect(advice).toMatch(/^[A-Z].*\.$/)
    expect(sections.length).toBeGreaterThan(0)
    for (const { title, url } of sections) {
      expect(url).toMatch(
        /^https:\/\/(www\.rfc-editor\.org\/rfc\/rfc\d+#section-[\d.]+|openid\.net\/specs\/[\w-]+\.html#\w+)$/,
      )
      expect(title).toMatch(/^(RFC \d+|OpenID Connect Core) §[\d.]+$/)
    }
  })
})

test('a reason means what it means where it was written', () => {
  expect(explanationOf('authorization.refused', 'redirect_uri_missing')).not.toEqual(
    explanationOf('token.refused', 'redirect_uri_missing'),
  )
  expect(explanationOf('grant.revoked', 'rights_changed')).toEqual(explanationOf('api.refused', 'rights_changed'))
})

test('what is not in the catalogue has no explanation, whatever it is called', () => {
  for (const reason of [null, '', 'constructor', '__proto__', 'of_a_later_version'])
    for (const type of Object.keys(PLACES)) expect(explanationOf(type, reason)).toBeNull()
  for (const type of ['token.issued', 'constructor']) expect(explanationOf(type, 'rights_changed')).toBeNull()
})
