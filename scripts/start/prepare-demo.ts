import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { readDemoFile, type DemoCredentials } from '../../apps/auth-server/src/administration/demo-file.ts'

export type PreparedDemo =
  | {
      readonly ok: true
      readonly credentials: DemoCredentials
      readonly changes: readonly string[]
      readonly passwordIsCurrent: boolean
      readonly isBlocked: boolean
    }
  | { readonly ok: false; readonly problem: string; readonly exitCode: number }

interface DemoReport {
  readonly file: string
  readonly changes: readonly string[]
  readonly password_is_current: boolean
  readonly blocked: boolean
}

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
              passwordIsCurrent: report.password_is_current,
              isBlocked: report.blocked,
            },
      )
    })
  })
}
