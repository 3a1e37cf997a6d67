import { hashValue } from '@identity-hub/core'
import { array, assert, asyncProperty, constant, constantFrom, oneof, record } from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND, someHash } from '../fixtures.ts'
import { type Answer, GrantModel } from '../grant-model.ts'
import { authorize, type Authorization, exchange, rotate } from '../tokens.ts'
import { giveRole, makePerson, openTenant, type OpenWorld, type World } from '../world.ts'

interface History extends World {
  readonly model: GrantModel
  readonly authorization: Authorization
  /** Refresh tokens that were handed out, oldest first. */
  readonly handedOut: { id: string; hash: string; value: string }[]
}

/** Takes one step in the storage and in the model, and answers what each of them said. */
type Step = (history: History) => Promise<readonly [said: Answer, expected: Answer]>

const short = (answer: { outcome: string; reason?: string; end?: string }): Answer =>
  [answer.outcome, answer.reason ?? answer.end].filter((part) => part !== undefined).join(' ')

const fenceAt = ({ authorization }: History, policyVersion: number) => ({ ...authorization.fence, policyVersion })

const exchangeCode: Step = async (history) => {
  const { tenant, model, authorization, handedOut } = history
  const fence = fenceAt(history, model.policyVersion)
  const said = await exchange(tenant, { ...authorization, fence }, { now: model.now })
  if (said.outcome === 'exchanged') handedOut.push(said.refreshToken)
  return [short(said), model.exchange(fence.policyVersion)]
}

const failVerifier: Step = async ({ tenant, model, authorization: { code } }) => {
  const said = await tenant.failVerifier({ codeId: code.id, codeHash: code.hash, now: model.now })
  return [said.outcome, model.failVerifier()]
}

interface Presentation {
  /** How far back from the newest token. */
  readonly back: number
  readonly request: string
  readonly readEarlier: boolean
  readonly windowSeconds: number
}

const present =
  ({ back, request, readEarlier, windowSeconds }: Presentation): Step =>
  async (history) => {
    const { tenant, model, handedOut } = history
    const at = Math.max(0, handedOut.length - 1 - back)
    const token = handedOut[at]
    if (token === undefined) return ['', '']
    const policyRead = readEarlier ? model.policyVersion - 1 : model.policyVersion
    const rest = { now: model.now, retryWindowSeconds: windowSeconds, requestHash: hashValue(request) }
    const said = await rotate(tenant, token, fenceAt(history, policyRead), rest)
    if (said.outcome === 'rotated') handedOut.push(said.refreshToken)
    return [short(said), model.rotate(at, policyRead, request, windowSeconds)]
  }

const guessCode: Step = async ({ tenant, model, authorization }) => [
  short(await exchange(tenant, authorization, { codeHash: someHash(), now: model.now })),
  'unknown',
]

const guessToken: Step = async (history) => {
  const [token] = history.handedOut
  if (token === undefined) return ['', '']
  const { tenant, model } = history
  const guessed = { tokenHash: someHash(), now: model.now }
  return [short(await rotate(tenant, token, fenceAt(history, model.policyVersion), guessed)), 'unknown']
}

const changeAccount =
  (kind: 'block' | 'unblock' | 'reset-password'): Step =>
  async ({ tenant, model, person }) => {
    const change = kind === 'reset-password' ? { kind, passwordHash: '$new$' } : { kind }
    const said = await tenant.changeAccount({ accountId: person.account.id, change, now: model.now })
    const expected = kind === 'reset-password' || model.blocked === (kind === 'unblock') ? 'changed' : 'unchanged'
    if (kind === 'block') model.block()
    if (kind === 'unblock') model.blocked = false
    if (kind === 'reset-password') model.accountChanged = true
    return [said.outcome, expected]
  }

const changeRole: Step = async ({ tenant, model, person }) => {
  model.policyVersion += 1
  const role = `role ${model.policyVersion}`
  return [(await giveRole(tenant, { accountId: person.account.id, role, now: model.now })).outcome, 'changed']
}

const revoke: Step = async ({ tenant, model, authorization: { grantId } }) => {
  const said = await tenant.revokeGrant({ grantId, reason: 'revoked_by_administrator', now: model.now })
  return [said.outcome, model.revoke('revoked_by_administrator')]
}

const moveClock =
  (milliseconds: number): Step =>
  async ({ model }) => {
    model.now += milliseconds
    return ['', '']
  }

const purge: Step = async ({ hub, model }) => {
  while ((await hub.purge({ now: model.now + MINUTE, limit: 100 })).outcome === 'more');
  model.purgedTo = Math.max(model.purgedTo, model.now)
  return ['', '']
}

const presentation = record({
  back: constantFrom(0, 0, 0, 0, 1, 1, 2),
  request: constantFrom('all', 'all', 'all', 'less'),
  readEarlier: constantFrom(false, false, false, false, true),
  windowSeconds: constantFrom(0, 10, 10, 60),
}).map((value) => ({ name: `present ${JSON.stringify(value)}`, take: present(value) }))

const named = (name: string, take: Step) => constant({ name, take })

const step = oneof(
  { weight: 4, arbitrary: named('exchange', exchangeCode) },
  { weight: 12, arbitrary: presentation },
  {
    weight: 6,
    arbitrary: constantFrom(SECOND, 5 * SECOND, 30 * SECOND, HOUR, 10 * DAY, 31 * DAY, -SECOND).map((by) => ({
      name: `clock ${by}`,
      take: moveClock(by),
    })),
  },
  { weight: 2, arbitrary: named('role', changeRole) },
  { weight: 1, arbitrary: named('wrong verifier', failVerifier) },
  { weight: 1, arbitrary: named('guessed code', guessCode) },
  { weight: 1, arbitrary: named('guessed token', guessToken) },
  { weight: 1, arbitrary: named('block', changeAccount('block')) },
  { weight: 1, arbitrary: named('unblock', changeAccount('unblock')) },
  { weight: 1, arbitrary: named('reset password', changeAccount('reset-password')) },
  { weight: 1, arbitrary: named('revoke', revoke) },
  { weight: 2, arbitrary: named('purge', purge) },
)

export function historyTests(openWorld: OpenWorld): void {
  test('every history of a grant goes as its model says', { timeout: 120_000 }, async () => {
    const world = await openWorld()
    const seen = new Set<Answer>()
    await assert(
      asyncProperty(array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const tenant = await openTenant(world.hub, 'acme')
        const setting = { ...world, tenant, person: await makePerson(tenant) }
        const authorization = await authorize(setting)
        const model = new GrantModel(tenant.tenant.policyVersion)
        const history: History = { ...setting, model, authorization, handedOut: [] }
        const log: string[] = []
        // Most histories would end before they begin, did they not begin with an exchange.
        const begun = steps.length % 5 === 0 ? steps : [{ name: 'exchange', take: exchangeCode }, ...steps]
        for (const { name, take } of begun) {
          const [said, expected] = await take(history)
          log.push(`${name}: ${said}`)
          seen.add(said)
          expect({ said, log }).toEqual({ said: expected, log })
        }
      }),
      { numRuns: 150 },
    )
    // A model that is never asked proves nothing.
    for (const answer of ['exchanged', 'replayed', 'rotated', 'repeat', 'repeat-differs', 'reused', 'stale', 'unknown'])
      expect([...seen]).toContain(answer)
  })
}
