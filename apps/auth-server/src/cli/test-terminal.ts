import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import type { TenantStorage } from '@identity-hub/core'
import { openStorage } from '@identity-hub/storage'
import type { Environment } from '../config/variables.ts'
import type { ExitCode } from './cli-context.ts'
import { runCli } from './run-cli.ts'

export interface CliRun {
  readonly exitCode: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** What follows `hub`: words, or lines of words that hold no blanks themselves. */
export type CommandLine = string | readonly string[]

export interface RunOptions {
  readonly stdin?: string | Buffer
  readonly env?: Environment
  /** A person sits there and types. */
  readonly isTerminal?: boolean
}

/** A workspace of its own in which to type commands. */
export interface TestTerminal extends Disposable {
  readonly workspaceRoot: string
  run(line: CommandLine, options?: RunOptions): Promise<CliRun>
  /** The document that `--json` answers with; throws when the command fails. */
  json<View = unknown>(line: CommandLine, options?: RunOptions): Promise<View>
  /** The one line on stderr of a command that exits with 2; throws when it does anything else. */
  refusal(line: CommandLine, options?: RunOptions): Promise<string>
  /** What is stored in the tenant acme, through the storage's own verbs. */
  stored<T>(look: (storage: TenantStorage) => Promise<T>): Promise<T>
}

export function testTerminal(): TestTerminal {
  const workspaceRoot = mkdtempSync(join(tmpdir(), 'hub-cli-'))
  const run: TestTerminal['run'] = async (line, { stdin = '', env = {}, isTerminal = false } = {}) => {
    const stdout = collect()
    const stderr = collect()
    const exitCode = await runCli(wordsOf(line), {
      stdin: Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY: isTerminal }),
      stdout: stdout.stream,
      stderr: stderr.stream,
      // Never the profiles of whoever runs the tests.
      env: { HUB_CLI_CONFIG: join(workspaceRoot, 'profiles.json'), ...env },
      workspaceRoot,
      onStop: () => {},
    })
    return { exitCode, stdout: stdout.text(), stderr: stderr.text() }
  }
  return {
    workspaceRoot,
    run,
    async json<View>(line: CommandLine, options?: RunOptions) {
      const { exitCode, stdout, stderr } = await run([...wordsOf(line), '--json'], options)
      if (exitCode !== 0) throw new Error(stderr)
      // The test says which document it asked for.
      return JSON.parse(stdout) as View
    },
    async refusal(line, options) {
      const { exitCode, stdout, stderr } = await run(line, options)
      if (exitCode !== 2 || stdout !== '' || !/^error: [^\n]+\n$/.test(stderr))
        throw new Error(`exit ${exitCode}: ${stdout}${stderr}`)
      return stderr
    },
    async stored(look) {
      const hub = await openStorage(`sqlite:${join(workspaceRoot, '.data/hub.sqlite')}`)
      try {
        const opened = await hub.openTenant('acme')
        if (opened.outcome !== 'open') throw new Error(`the tenant is ${opened.outcome}`)
        return await look(opened.storage)
      } finally {
        await hub.close()
      }
    },
    [Symbol.dispose]: () => rmSync(workspaceRoot, { recursive: true, force: true }),
  }
}

function wordsOf(line: CommandLine): readonly string[] {
  return typeof line === 'string' ? line.trim().split(/\s+/) : line
}

function collect(): { readonly stream: Writable; readonly text: () => string } {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, callback) {
      text += String(chunk)
      callback()
    },
  })
  return { stream, text: () => text }
}
