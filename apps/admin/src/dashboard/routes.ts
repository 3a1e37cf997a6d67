import type { Room } from '../http/routes.ts'
import { page } from '../http/visit.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { eventNames } from '../events/event-sentence.ts'
import { dashboardPage } from './dashboard-page.ts'
import { progressOf } from './first-steps.ts'
import { noOverviewPage } from './no-overview-page.ts'
import { rangeIn, sinceOf } from './ranges.ts'

const REFUSALS = 6

/** What happened of late, drawn. */
export const dashboard: Room = (dependencies) => ({
  'GET ': page(dependencies, async (visit, ctx) => {
    const { api } = visit
    if (!may(visit, SECTIONS.dashboard.scope)) return noOverviewPage(visit)
    const range = rangeIn(ctx.URL.searchParams)
    const { interval } = range
    const [statistics, refusals, progress] = await Promise.all([
      api.getStatistics({ query: { since: sinceOf(range, dependencies.clock()), interval } }),
      api.listEvents({ query: { outcome: 'refused', limit: REFUSALS } }),
      progressOf(visit),
    ])
    const { items } = refusals.body
    const names = await eventNames(visit, items)
    return dashboardPage(visit, { range, statistics: statistics.body, refusals: items, names, progress })
  }),
})
