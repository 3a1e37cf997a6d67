import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { contestants } from '../contestants/contestants.ts'
import type { RunningContestant } from '../contestants/contestant.ts'
import { openConnections } from '../load/connection.ts'
import { runWindow } from '../load/run-window.ts'
import type { Operation } from '../operations/operation.ts'
import { operations } from '../operations/operations.ts'
import { measure } from '../run/measure.ts'
import { makeWorkFolder } from '../run/work-folder.ts'
import { choosePinning, coresOf, pinDriver } from '../servers/pinning.ts'
import type { CpuProfile } from './cpu-profile.ts'
import { describeProfile } from './describe-profile.ts'

const SECONDS = 5

const [contestantName = 'hub-sqlite', operationName = 'code-exchange', output] = process.argv
  .slice(2)
  .filter((word) => word !== '--')
const contestant = contestants.find(({ name }) => name === contestantName)
const operation = operations.find(({ name }) => name === operationName)
if (contestant === undefined || operation === undefined || !contestant.operations.includes(operation.name)) {
  process.stderr.write(
    'usage: pnpm profile [contestant] [operation] [file.cpuprofile]; pnpm bench --help lists both names\n',
  )
  process.exitCode = 2
} else {
  const pinning = choosePinning()
  if (pinning !== null) pinDriver(pinning)
  const work = makeWorkFolder()
  process.once('exit', () => work.remove())
  const running = await contestant.start({ folder: work.path, cores: pinning === null ? null : coresOf(pinning) })
  try {
    const file = output === undefined ? join(work.path, 'profile') : resolve(process.env['INIT_CWD'] ?? '.', output)
    const { serverMicros } = await measure(running, operation, { seconds: SECONDS, warmupSeconds: SECONDS })
    await record(running, operation, file)
    // V8 wrote it.
    process.stdout.write(describeProfile(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, serverMicros))
  } finally {
    await running.stop()
  }
}

async function record(running: RunningContestant, profiled: Operation, file: string): Promise<void> {
  const connections = await openConnections(running.port, profiled.connections)
  try {
    const load = await profiled.prepare({ parties: running.parties, connections }, 25_000)
    await running.startProfile()
    await runWindow(connections, load, SECONDS)
    await running.writeProfile(file)
  } finally {
    for (const connection of connections) connection.close()
  }
}
