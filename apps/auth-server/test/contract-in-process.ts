import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, afterEach } from 'vitest'
import { defineContract } from '@identity-hub/contract-tests/vitest'
import { readConfig } from '../src/config/read-config.ts'
import { serve } from '../src/serve.ts'
import { furnish } from './contract-target.ts'
import { createHubCommand } from './hub-command.ts'
import { makeSqlite } from './test-database.ts'

// The contract against a hub in this process, where whoever changes the hub's code while it runs can see which test
// passes through which line. Each test stands on its own, under a name that stays: what judges the whole run is left
// out, and so is what waits, loads, or ends the hub.
const leftOut = [
  'What only time shows',
  'Made-up requests',
  'After a restart',
  'After a crash',
  'Under load',
  'The document against everything that was sent in this run',
  'Headers of everything that was sent in this run',
  'Authorization responses of this run',
  // Those that race hundreds of requests, or measure: seconds each, for what smaller tests ask as well.
  'CODE-01/of-parallel-*',
  'CAUTH-08/an-unknown-client-and-a-wrong-secret-*',
  'LOGIN-04/an-unknown-user-takes-*',
  'LOGIN-05/a-source-*',
  'LOGIN-06/of-parallel-*',
  'REDIR-08/no-client-gets-*',
  'RT-04/parallel-refreshes-*',
  'RT-04/without-a-retry-window-one-of-*',
  'CONS-05/a-decision-posted-*',
]

const database = await makeSqlite()
afterAll(() => database.remove())
const settings = {
  HUB_PORT: '0',
  HUB_DATABASE_URL: database.url,
  HUB_KEYS: `test:${randomBytes(32).toString('base64url')}`,
  HUB_LOG_LEVEL: 'silent',
}
const reading = readConfig(settings, { workspaceRoot: tmpdir() })
if (!reading.ok) throw new Error(reading.problems.join('\n'))
// The end of this file's worker ends it; to say farewell to every connection would take a second each time.
const { origin } = await serve(reading.config)
const neverAsked = () => Promise.reject(new Error('A hub in this process is not started again'))
const target = await furnish({
  command: createHubCommand({ ...settings, HUB_ORIGIN: origin }),
  origin,
  restart: neverAsked,
  crash: neverAsked,
})
const run = await defineContract({ ...target, seed: 1 }, { skip: leftOut })

// The hub keeps what is only recommended, too.
afterEach(() => {
  const last = run.results().at(-1)
  if (last?.verdict === 'warn') throw new Error(`${last.id}: ${last.message}`)
})
