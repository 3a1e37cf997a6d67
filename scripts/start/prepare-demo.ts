import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { readDemoFile, type DemoCredentials } from '../../apps/auth-server/src/administration/demo/demo-file.ts'

export type PreparedDemo =
  | {
      readonly ok: true
      readonly credentials: DemoCredentials
      readonly changes: readonly string[]
      readonly user: SignInState
      readonly administrator: SignInState
    }
  | { readonly ok: false; readonly problem: string; readonly exitCode: number }

export interface SignInState {
  readonly passwordIsCurrent: boolean
  readonly isBlocked: boolean
}

interface ReportedSignIn {
  readonly password_is_current: boolean
  readonly blocked: boolean
}

interface DemoReport extends ReportedSignIn {
  readonly file: string
  readonly changes: readonly string[]
  readonly administrator: ReportedSignIn
}

const stateOf = ({ password_is_current, blocked }: ReportedSignIn): SignInState => ({
  passwordIsCurrent: password_is_current,
  isBlocked: blocked,
})

/** `hub demo`, which changes nothing when everything is there. */
export function prepareDemo(workspaceRoot: string, env: NodeJS.ProcessEnv): Promise<PreparedDemo> {
  const words = [join(workspaceRoot, 'apps/auth-server/src/main.ts'), 'demo', '--json']
  return new Promise((resolve) => {
    const child = execFile(process.execPath, words, { env }, (_error, stdout, stderr) => {
      if (child.exitCode !== 0) {
        resolve({
          ok: false,
          problem: stderr.trim() || 'the demo could not be prepared',
          exitCode: child.exitCode ?? 1,
        })
        return
      }
      const report = JSON.parse(stdout) as DemoReport // `hub demo --json` is ours
      const credentials = readDemoFile(report.file)
      resolve(
        credentials === null
          ? { ok: false, problem: `error: ${report.file} is gone`, exitCode: 1 }
          : {
              ok: true,
              credentials,
              changes: report.changes,
              user: stateOf(report),
              administrator: stateOf(report.administrator),
            },
      )
    })
  })
}
