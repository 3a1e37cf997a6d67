import { describe, expect, test } from 'vitest'
import { describeEvent, describeRefusal, type EventSubjects } from '../events/describe-event.ts'
import type { HubEvent } from '../events/events.ts'
import type { LostRight } from '../rights/lost-right.ts'
import { randomBytes } from '../issued-values/id.ts'
import { explainRequest } from './explain-request.ts'

const requestId = '01kb3m7qg8x0v4c2t9rj5hzd6e'
const facts = { now: Date.UTC(2026, 0, 2, 3, 4, 5), random: randomBytes, requestId, source: null }
const lookUps = { requestId, eventRetentionDays: 90 }
const grant = { actor: 'client:timeline-app', client: 'c', subject: 'ada', grantId: 'g' }

const revoked = (lost: LostRight): HubEvent => describeRefusal(facts, 'grant.revoked', 'rights_changed', lost, grant)
const tokenRefused = describeRefusal(facts, 'token.refused', 'rights_changed', { clientId: 'timeline-app' }, grant)

describe('a grant that ended with a right is explained by the right that is missing', () => {
  test.each<[LostRight, string]>([
    [
      { scope: 'timeline:read', requiredRole: 'analyst' },
      'because the user does not have the role analyst that its scope timeline:read requires.',
    ],
    [
      { scope: 'timeline:read', requiredClaim: 'department=sales' },
      'because the user does not have the claim department=sales that its scope timeline:read requires.',
    ],
    [
      { requiredRole: 'staff' },
      'because the user does not have the role staff that the client timeline-app requires of its users.',
    ],
    [{ scope: 'timeline:read' }, 'because its scope timeline:read is no longer one of the client’s, or was deleted.'],
    [{}, 'because the rights that it rests on have changed.'],
  ])('%j', (lost, ending) => {
    const explained = explainRequest([tokenRefused, revoked(lost)], lookUps)
    expect(explained.sentence).toBe(`The grant of the user ada to the client timeline-app ended ${ending}`)
    expect(explained).toMatchObject({ reason: 'rights_changed', by: 'administrator' })
    expect(explained.sections.map(({ title }) => title)).toContain('RFC 6749 §5.2')
  })
})

test.each<[LostRight, string]>([
  [
    { requiredRole: 'staff' },
    'The user ada does not have the role staff that the client timeline-app requires of its users.',
  ],
  [
    { scope: 'timeline:read', requiredClaim: 'department' },
    'The user ada does not have the claim department that the scope timeline:read requires.',
  ],
  [{}, 'The user ada has none of the rights that the scopes which the client timeline-app asked for require.'],
])('a person who may not sign in to an app is told apart by the right that they lack: %j', (lacks, sentence) => {
  const data = { ...lacks, clientId: 'timeline-app' }
  const refused = describeRefusal(facts, 'authorization.refused', 'scope_not_permitted', data, { subject: 'ada' })
  expect(explainRequest([refused], lookUps).sentence).toBe(sentence)
})

test('a later request of the same grant is explained by what had ended it, and when', () => {
  const before = { ...revoked({ scope: 'timeline:read', requiredRole: 'analyst' }), requestId: 'the-first-one' }
  const { sentence } = explainRequest([tokenRefused], { ...lookUps, earlier: [before] })
  expect(sentence).toContain('does not have the role analyst')
  expect(sentence).toMatch(/ It ended at 2026-01-02T03:04:05.000Z, in request the-first-one\.$/)
})

test.each([
  ['cli', 'on the command line'],
  ['client:provisioning', 'by the client provisioning'],
  ['grace', 'by the user grace'],
])('a role that was taken away by %j is told with when, and in which request', (actor, how) => {
  const taking = describeEvent({ ...facts, requestId: 'the-taking' }, 'role.removed', { role: 'analyst' }, { actor })
  if (taking.type !== 'role.removed') throw new Error('another event')
  const { sentence } = explainRequest([tokenRefused, revoked({ requiredRole: 'analyst' })], { ...lookUps, taking })
  expect(sentence).toContain(
    ` The role analyst was taken away at 2026-01-02T03:04:05.000Z ${how}, in request the-taking.`,
  )
})

test('a parameter that was wrong is named', () => {
  const data = { clientId: 'timeline-app', parameter: 'code' }
  const missing = describeRefusal(facts, 'token.refused', 'parameter_missing', data)
  expect(explainRequest([missing], lookUps).sentence).toBe(
    'The request of the client timeline-app lacks the parameter code that it needs; one that is sent empty counts as absent.',
  )
  const inQuery = describeRefusal(facts, 'token.refused', 'parameter_in_query', { parameter: 'client_secret' })
  expect(explainRequest([inQuery], lookUps).sentence).toMatch(/^The parameter client_secret that belongs in the body/)
})

test('what ended another grant is not told of this one', () => {
  const other = { ...revoked({}), grantId: 'other' }
  expect(explainRequest([tokenRefused], { ...lookUps, earlier: [other] }).sentence).not.toContain('It ended at')
})

test('a token that an app got for itself is not said to be granted by a user', () => {
  const app: EventSubjects = { actor: 'client:reporter', client: 'c' }
  const { sentence } = explainRequest([describeRefusal(facts, 'api.refused', 'rights_changed', {}, app)], lookUps)
  expect(sentence).toMatch(/^The access token of the client reporter has no scope left/)
})

test('the client is named by the one that asked, then by what it said, then by its record', () => {
  const foreign = describeRefusal(facts, 'token.revocation_refused', 'token_of_another_client', {}, grant)
  expect(explainRequest([foreign], lookUps).sentence).toMatch(/^The client timeline-app asked/)
  const unknown = describeRefusal(facts, 'token.refused', 'client_unknown', { clientId: 'nobody' })
  expect(explainRequest([unknown], lookUps).sentence).toBe('No client is registered in this tenant as nobody.')
  const page = describeRefusal(facts, 'authorization.refused', 'client_disabled', {}, { client: 'c' })
  expect(explainRequest([page], lookUps).sentence).toMatch(/^The client is disabled/)
  const clientIds = new Map([['c', 'timeline-app']])
  expect(explainRequest([page], { ...lookUps, clientIds }).sentence).toMatch(/^The client timeline-app is disabled/)
})

test('a name that looks like a placeholder stays a name', () => {
  const odd = describeRefusal(facts, 'token.refused', 'client_secret_wrong', { clientId: '$&{user}' })
  expect(explainRequest([odd], lookUps).sentence).toContain('the client $&{user} sent')
})

test.each(['\u001b[2Jshop', 'shop. All is well', 'shop\n\nAll is well.', '\u202epohs'])(
  'who says to be %j neither commands a terminal nor goes on with the sentence',
  (clientId) => {
    const odd = describeRefusal(facts, 'token.refused', 'client_unknown', { clientId })
    const { sentence } = explainRequest([odd], lookUps)
    expect(sentence).toMatch(/^No client is registered in this tenant as "[^"]+"\.$/)
    expect(sentence).toMatch(/^[\u0020-\u007e]+$/)
  },
)

test('a request that was not refused is told to be answered', () => {
  const issued = describeEvent(facts, 'token.refreshed', { scope: 'profile' }, grant)
  expect(explainRequest([issued], lookUps)).toEqual({
    reason: null,
    sentence: 'The request was answered; nothing was refused. It wrote token.refreshed.',
    advice: null,
    by: null,
    sections: [],
  })
})

test('an unknown id is told to be unknown, and for how long events are kept', () => {
  expect(explainRequest([], lookUps)).toMatchObject({
    reason: null,
    sentence: expect.stringContaining(
      `Nothing is known of a request ${requestId} in this tenant. Events are kept for 90 days;`,
    ),
  })
  expect(explainRequest([], { ...lookUps, eventRetentionDays: 1 }).sentence).toContain('kept for a day;')
})

test('a reason of another version is told as it stands', () => {
  const later: HubEvent = { ...tokenRefused, reason: 'of_a_later_version' }
  const explained = explainRequest([later], lookUps)
  expect(explained.reason).toBe('of_a_later_version')
  expect(explained.sentence).toContain('does not know: of_a_later_version.')
})
