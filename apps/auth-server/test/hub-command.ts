import { tmpdir } from 'node:os'
import { Readable, Writable } from 'node:stream'
import { runCli } from '../src/cli/run-cli.ts'

export type Answer = Readonly<Record<string, unknown>>

/** The command line of a hub, in this process. */
export interface HubCommand {
  /** A refusal is its line on stderr. */
  run(words: readonly string[], input?: string): Promise<{ ok: true; answer: Answer } | { ok: false; problem: string }>
  /** Throws when it is refused. */
  must(words: readonly string[], input?: string): Promise<Answer>
}

/** `hub …` with settings of its own, answering in JSON. */
export function createHubCommand(environment: Readonly<Record<string, string>>): HubCommand {
  const run: HubCommand['run'] = async (words, input = '') => {
    const [stdout, stderr] = [new Gathering(), new Gathering()]
    const stdin = Readable.from([Buffer.from(input)])
    const context = { stdin, stdout, stderr, env: environment, workspaceRoot: tmpdir(), onStop: () => undefined }
    const code = await runCli([...words, '--json'], context)
    if (code === 2) return { ok: false, problem: stderr.text }
    if (code !== 0) throw new Error(`hub ${words.join(' ')} left with ${code}: ${stderr.text}`)
    // With --json there is one JSON object on stdout.
    return { ok: true, answer: JSON.parse(stdout.text) as Answer }
  }
  return {
    run,
    must: async (words, input) => {
      const result = await run(words, input)
      if (!result.ok) throw new Error(`hub ${words.join(' ')}: ${result.problem}`)
      return result.answer
    },
  }
}

class Gathering extends Writable {
  text = ''
  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    this.text += chunk.toString('utf8')
    callback()
  }
}

/** An option once for each value. */
export function repeated(option: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [option, value])
}
