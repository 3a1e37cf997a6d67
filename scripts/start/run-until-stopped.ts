import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runInBackground, type BackgroundProcess } from './background-process.ts'
import type { PreparedDemo, SignInState } from './prepare-demo.ts'
import { adminEnvironment, consumerEnvironment, type Settings } from './read-settings.ts'
import { whenAborted } from './stop-signal.ts'
import { describeSummary } from './summary.ts'
import { complain, say } from './terminal.ts'
import { localUrl, untilAnswered } from './until-answered.ts'

const PATIENCE_MILLISECONDS = 60_000

export interface RunInput {
  readonly workspaceRoot: string
  readonly env: NodeJS.ProcessEnv
  readonly settings: Settings
  readonly demo: Extract<PreparedDemo, { ok: true }>
  readonly stop: AbortSignal
}

/** All processes until somebody stops them, or one of them ends, which ends the others. Answers the exit code. */
export async function runUntilStopped(input: RunInput): Promise<number> {
  const { stop, settings } = input
  const processes = startProcesses(input)
  const over = Promise.race([
    whenAborted(stop),
    ...processes.map(async ({ name, logFile, ended }) => {
      const reason = await ended
      // The terminal's Ctrl-C reaches the processes as well, and one of them may be quicker than we are.
      if (!stop.aborted) complain(`error: the ${name} ended: ${reason}; its log is ${logFile}`)
    }),
  ])

  const giveUp = new AbortController()
  const ready = await Promise.race([untilReady(settings, giveUp.signal), over.then(() => false)])
  giveUp.abort()
  if (ready) {
    say(describeSummary(summaryOf(input, processes)))
    await over
  }
  if (stop.aborted) say('Stopping …')
  await Promise.all(processes.map((one) => one.stop()))
  return stop.aborted ? 0 : 1
}

function startProcesses({ workspaceRoot, env, demo }: RunInput): readonly BackgroundProcess[] {
  const dataFolder = join(workspaceRoot, '.data')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  return [
    runInBackground({
      name: 'hub',
      logFile: join(dataFolder, 'hub.log'),
      // As `pnpm hub` does: a hub's requests leave little behind, and a third of its memory would be room for more.
      words: ['--max-semi-space-size=8', join(workspaceRoot, 'apps/auth-server/src/main.ts'), 'serve'],
      env,
    }),
    runInBackground({
      name: 'consumer',
      logFile: join(dataFolder, 'consumer.log'),
      words: [join(workspaceRoot, 'apps/consumer/src/main.ts')],
      env: consumerEnvironment(env, demo.credentials),
    }),
    runInBackground({
      name: 'admin',
      logFile: join(dataFolder, 'admin.log'),
      words: [join(workspaceRoot, 'apps/admin/src/main.ts')],
      env: adminEnvironment(env, demo.credentials),
    }),
  ]
}

async function untilReady({ hub, consumer, admin }: Settings, giveUp: AbortSignal): Promise<boolean> {
  const patience = AbortSignal.timeout(PATIENCE_MILLISECONDS)
  const signal = AbortSignal.any([patience, giveUp])
  try {
    await Promise.all([
      untilAnswered(`${localUrl(hub.host, hub.port)}/health/ready`, signal),
      ...[consumer, admin].map(({ host, port }) => untilAnswered(`${localUrl(host, port)}/`, signal)),
    ])
    return true
  } catch {
    if (patience.aborted)
      complain(
        `error: hub, consumer and admin do not all answer after ${PATIENCE_MILLISECONDS / 1000} seconds; see .data/*.log`,
      )
    return false
  }
}

const signInOf = (
  origin: string,
  { email, password }: { readonly email: string; readonly password: string },
  { passwordIsCurrent, isBlocked }: SignInState,
) => ({ origin, email, password: passwordIsCurrent ? password : null, isBlocked })

function summaryOf({ workspaceRoot, settings, demo }: RunInput, processes: readonly BackgroundProcess[]) {
  return {
    workspaceRoot,
    issuer: demo.credentials.issuer,
    user: signInOf(settings.consumer.origin, demo.credentials, demo.user),
    administrator: demo.credentials.administrator
      ? signInOf(settings.admin.origin, demo.credentials.administrator, demo.administrator)
      : null,
    databases: [settings.hub, settings.consumer, settings.admin].map(({ databasePath }) => databasePath),
    logFiles: processes.map(({ logFile }) => logFile),
  }
}
