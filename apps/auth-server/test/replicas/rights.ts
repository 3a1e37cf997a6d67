import type { ConfidentialContractClient } from '@identity-hub/contract-tests'
import {
  expectAway,
  race,
  resultOf,
  tally,
  tokensOf,
  type Authorization,
  type Exchange,
  type Tokens,
  type Visitor,
} from '@identity-hub/contract-tests/visitor'
import { describe, expect, test } from 'vitest'
import type { ContractHub } from '../contract-target.ts'
import { present } from './present.ts'

// More by hand: RIGHTS_RACES=200
const RACES = Number(process.env['RIGHTS_RACES'] ?? 5)
const PROMISED_MILLISECONDS = 1_000
const AT_ONCE = 8

/**
 * Blocks and role changes, made beside the hubs.
 * @param everywhere one visitor per replica, who sends everything there
 */
export function rights({ target }: ContractHub, visitor: Visitor, everywhere: readonly Visitor[]): void {
  const { admin, clients, role } = target
  const reports = `profile ${role.scope}`

  /** What each replica answers from now on; a time limit includes the answers. */
  async function atEveryReplica(check: (at: Visitor, index: number) => Promise<void>): Promise<void> {
    const since = performance.now()
    await Promise.all(everywhere.map(check))
    expect(performance.now() - since).toBeLessThan(PROMISED_MILLISECONDS)
  }

  describe('What an administrator changes', () => {
    test('a block ends access tokens, refresh tokens, codes and sessions at every replica, within a second', async () => {
      const client = clients.firstParty
      const user = await admin.createUser()
      await visitor.obtainCode(client, { user })
      const held = await race(everywhere.length, async () => ({
        tokens: await visitor.obtainTokens(client, { user }),
        authorization: await visitor.obtainCode(client, { user }),
      }))
      await admin.blockUser(user.username)
      await atEveryReplica(async (at, index) => {
        const { tokens, authorization } = present(held[index])
        const [isAlive, refreshed, exchanged, session] = await Promise.all([
          at.isAlive(tokens.accessToken),
          at.refresh(client, tokens.refreshToken),
          at.redeem(authorization),
          at.authorize(visitor.browserOf(user).through(at.send), client, { prompt: 'none' }),
        ])
        expect(isAlive).toBe(false)
        expect([refreshed, exchanged].map(resultOf)).toEqual(['400 invalid_grant', '400 invalid_grant'])
        expect(expectAway(session).parameters.get('error')).toBe('login_required')
      })
    })

    test('a role that is taken away ends what rests on it at every replica, within a second', async () => {
      const client = clients.roleScoped
      const user = await admin.createUser()
      await admin.assignRole(user.username, role.name)
      await visitor.obtainCode(client, { user })
      const held = await race(everywhere.length, async () => ({
        tokens: await visitor.obtainTokens(client, { user }),
        authorization: await visitor.obtainCode(client, { user }),
        other: await visitor.obtainTokens(clients.firstParty, { user }),
      }))
      for (const { tokens } of held) expect(tokens.scope.split(' ')).toContain(role.scope)
      await admin.removeRole(user.username, role.name)
      await atEveryReplica(async (at, index) => {
        const { tokens, authorization, other } = present(held[index])
        const [isAlive, refreshed, exchanged, isOtherAlive] = await Promise.all([
          at.isAlive(tokens.accessToken),
          at.refresh(client, tokens.refreshToken),
          at.redeem(authorization),
          at.isAlive(other.accessToken),
        ])
        expect(isAlive).toBe(false)
        expect([refreshed, exchanged].map(resultOf)).toEqual(['400 invalid_grant', '400 invalid_grant'])
        expect(isOtherAlive).toBe(true)
      })
    })

    test('a role that is given counts at every replica, within a second', async () => {
      const client = clients.roleScoped
      const user = await admin.createUser()
      const before = await visitor.obtainTokens(client, { user, parameters: { scope: reports } })
      expect(before.scope).toBe('profile')
      await admin.assignRole(user.username, role.name)
      await atEveryReplica(async (at) => {
        const browser = visitor.browserOf(user).through(at.send)
        const tokens = await at.obtainTokens(client, { user, browser, parameters: { scope: reports } })
        expect(tokens.scope.split(' ').toSorted()).toEqual(reports.split(' ').toSorted())
      })
    })

    const changes = [
      ['a block', clients.firstParty, (username: string) => admin.blockUser(username)],
      ['a role taken away', clients.roleScoped, (username: string) => admin.removeRole(username, role.name)],
    ] as const
    test.each(changes)(
      `%s in the midst of ${AT_ONCE} chains of refreshes and exchanges leaves no live token behind, ${RACES} races`,
      { timeout: 20_000 * RACES },
      async (_change, client, change) => {
        let wentOn = 0
        for (let round = 0; round < RACES; round += 1) {
          const user = await admin.createUser()
          await admin.assignRole(user.username, role.name)
          const browser = visitor.newBrowser()
          await visitor.obtainCode(client, { user, browser })
          const spare = await race(AT_ONCE, () => visitor.obtainCode(client, { user, browser }))
          const issued = await race(AT_ONCE, async (): Promise<Tokens[]> => [
            await visitor.obtainTokens(client, { user, browser }),
          ])
          const using = issued.map((family, at) => useUntilRefused(client, family, present(spare[at]), at))
          // Each round a little later.
          await expect.poll(() => issued.flat().length, { interval: 1 }).toBeGreaterThan(AT_ONCE + round)
          await change(user.username)
          const others = (await Promise.all(using)).flat()
          const tokens = [...issued.flat(), ...others]
          const alive = await Promise.all(tokens.map(({ accessToken }) => visitor.isAlive(accessToken)))
          expect(alive.filter(Boolean)).toEqual([])
          const refreshed = await Promise.all(tokens.map(({ refreshToken }) => visitor.refresh(client, refreshToken)))
          expect(tally(refreshed.map(resultOf))).toEqual({ '400 invalid_grant': tokens.length })
          for (const code of spare) expect(resultOf(await visitor.redeem(code))).toBe('400 invalid_grant')
          wentOn += tokens.length - AT_ONCE
        }
        expect(wentOn, 'what was issued meanwhile').toBeGreaterThan(0)
      },
    )
  })

  /** Refreshes again and again, and exchanges a code somewhere in between, until the grant is dead. */
  async function useUntilRefused(
    client: ConfidentialContractClient,
    family: Tokens[],
    spare: Authorization,
    exchangeAfter: number,
  ): Promise<readonly Tokens[]> {
    const others: Tokens[] = []
    for (let uses = 0; ; uses += 1) {
      const latest = present(family.at(-1))
      const refreshed = await visitor.refresh(client, latest.refreshToken)
      if (uses === exchangeAfter) {
        const exchanged = await visitor.redeem(spare)
        if (exchanged.status !== 200) insist(exchanged)
        else others.push(tokensOf(exchanged))
      }
      if (refreshed.status !== 200) {
        insist(refreshed)
        return others
      }
      family.push(tokensOf(refreshed))
    }
  }
}

/** A refusal is nothing else than that: no outage, no bug. */
function insist(refused: Exchange): void {
  const result = resultOf(refused)
  if (result !== '400 invalid_grant') throw new Error(`A dead grant was answered ${result}`)
}
