import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeMachine } from '../run/describe-machine.ts'
import { makeWorkFolder } from '../run/work-folder.ts'
import { toMarkdown } from './report.ts'
import { ROUTES } from './requests.ts'
import { type RouteFigure, runStubBenchmark, SERVERS } from './run-stub-benchmark.ts'

// In small; it says nothing about speed.

let figures: readonly RouteFigure[]
let work: ReturnType<typeof makeWorkFolder>

beforeAll(async () => {
  work = makeWorkFolder()
  figures = await runStubBenchmark({
    rounds: 1,
    seconds: 0.1,
    warmupSeconds: 0.05,
    connections: 4,
    folder: work.path,
    cores: null,
    say: () => {},
  })
}, 60_000)
afterAll(() => work.remove())

it.each(ROUTES.map(({ name }) => name))('both servers do %s without an error', (name) => {
  const figure = figures.find(({ route }) => route === name)
  for (const server of SERVERS) expect(figure?.requestsPerSecond[server].median).toBeGreaterThan(0)
  expect(figure?.ratio.median).toBeGreaterThan(0)
})

it('says of each step what it takes', () => {
  for (const { microsByStep } of figures) {
    for (const server of SERVERS) expect(microsByStep[server]['HTTP and sockets (Node)']).toBeGreaterThan(0)
  }
})

it('makes a page of it', () => {
  const page = toMarkdown({
    date: '2026-01-02T03:04:05Z',
    machine: describeMachine(),
    rounds: 1,
    seconds: 1,
    connections: 4,
    figures,
  })
  for (const { title } of ROUTES) expect(page).toContain(`| ${title} |`)
})
