import { busyPort } from './busy-port.ts'
import { prepareDemo } from './prepare-demo.ts'
import { readSettings } from './read-settings.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { stopSignal } from './stop-signal.ts'
import { complain, say } from './terminal.ts'

/** Hub, consumer and the administrator's pages with something to try them with, until somebody stops them. Answers the exit code. */
export async function start(workspaceRoot: string): Promise<number> {
  const stop = stopSignal()
  const { env } = process
  const reading = readSettings(env, workspaceRoot)
  if (!reading.ok) {
    for (const problem of reading.problems) complain(`error: ${problem}`)
    return 2
  }
  for (const warning of reading.warnings) complain(`warning: ${warning}`)
  const busy = await busyPort(reading.settings)
  if (busy !== null) {
    complain(`error: ${busy}`)
    return 1
  }

  say('Starting Identity Hub …')
  const demo = await prepareDemo(workspaceRoot, env)
  if (stop.aborted) return 0
  if (!demo.ok) {
    complain(demo.problem)
    return demo.exitCode
  }
  for (const change of demo.changes) say(`  ${change}`)
  return runUntilStopped({ workspaceRoot, env, settings: reading.settings, demo, stop })
}
