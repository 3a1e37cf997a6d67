import { afterAll, describe, expect, test } from 'vitest'
import { CAUSES } from './causes.ts'
import { callApi, look } from './look.ts'
import { ALL_STAY, answerTo, COLUMNS, type Cells, type Column } from './row.ts'
import { furnish, requestToken, revoke, type Situation } from './situation.ts'
import { startSites } from './start-sites.ts'
import { CASES, LONGEST_DELAY_MILLISECONDS } from './table.ts'

const sites = await startSites()
afterAll(() => Promise.all(sites.map((site) => site.remove())))

/** What the hubs' logs have to say of requests that were refused. */
const reasons = new Map<string, string>()

describe.concurrent.each(sites)(
  'CC-05, CONS-04, RT-11, TEN-08: what ends access, at two hubs that share $database',
  (site) => {
    const shared = Promise.all([site.makeTenant('removed'), site.makeTenant('any')])

    test.for(CASES)('$title', async ({ id, rightsChange, cells }) => {
      const { setting = {}, happen } = CAUSES[id]
      const [removed, any] = await shared
      const tenant = setting.ownTenant === true ? await site.makeTenant(rightsChange) : { removed, any }[rightsChange]
      const at = await furnish(site, tenant, setting)
      const ended = COLUMNS.filter((column) => cells[column] !== 'stays')
      // Codes and refresh tokens serve once.
      const lasting = ended.filter((column) => column !== 'code' && column !== 'refreshToken')
      await expectAnswers(at, site.second, ALL_STAY, lasting)
      await happen(at)

      const since = performance.now()
      await expectAnswers(at, site.second, cells, ended)
      expect(performance.now() - since).toBeLessThan(LONGEST_DELAY_MILLISECONDS)
      await expectAnswers(at, site.first, cells, ended)
      if (ended.length === 0) await expectSeen(at)
      const staying = COLUMNS.filter((column) => cells[column] === 'stays')
      await expectAnswers(at, site.second, cells, staying)
    })
  },
)

test('whoever asks why is told the reason of the table', async () => {
  const logs = await Promise.all(sites.map((site) => site.stop()))
  const told = () => {
    const all = new Map(logs.flatMap((lines) => lines().flatMap(reasonIn)))
    return [...reasons.keys()].map((requestId) => [requestId, all.get(requestId)])
  }
  await expect.poll(told).toEqual([...reasons])
  expect(reasons.size).toBeGreaterThan(CASES.length)
})

/** Looks once: nothing is waited for. */
async function expectAnswers(at: Situation, address: string, cells: Cells, columns: readonly Column[]): Promise<void> {
  const seen = await look(at, address, columns)
  const answers = new Map([...seen].map(([column, { answer }]) => [column, answer]))
  expect(answers).toEqual(new Map(columns.map((column) => [column, answerTo(column, cells[column])])))
  for (const [column, { requestId }] of seen) {
    const cell = cells[column]
    if (cell !== 'stays' && cell !== 'signed_out') reasons.set(requestId, cell)
  }
}

/** Where the event ended nothing: a token that was revoked after it is dead at the other hub, so that has seen both. */
async function expectSeen(at: Situation): Promise<void> {
  const { first, second } = at.site
  const { access_token: token = '' } = await requestToken(at, first, { grant_type: 'client_credentials' })
  expect(await callApi(at, first, token)).toMatchObject({ answer: '403 insufficient_scope' })
  await revoke(at, first, token)
  expect(await callApi(at, second, token)).toMatchObject({ answer: '401 invalid_token' })
}

function reasonIn(line: string): readonly (readonly [requestId: string, reason: string])[] {
  if (!line.includes('"reason"')) return []
  // A line of a request.
  const { requestId, reason } = JSON.parse(line) as { readonly requestId: string; readonly reason: string }
  return [[requestId, reason]]
}
