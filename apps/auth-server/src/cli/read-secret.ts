import { isUtf8 } from 'node:buffer'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { CliContext } from './cli-context.ts'

const MOST_BYTES = 65_536

export type SecretReading =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly problem: string }

/**
 * A secret from standard input, never from the command line, where everybody on the machine can read it. One newline at
 * the end belongs to the pipe and not to the secret. At a terminal it is asked for, and not shown.
 * @param what names it to the person: `password`
 */
export async function readSecret(context: CliContext, what: string): Promise<SecretReading> {
  if (context.stdin.isTTY === true) return askForSecret(context, what)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of context.stdin) {
    const buffer = Buffer.from(chunk)
    bytes += buffer.length
    if (bytes > MOST_BYTES) return { ok: false, problem: `the ${what} on standard input is too long` }
    chunks.push(buffer)
  }
  const input = Buffer.concat(chunks)
  // Replaced characters would make another secret than the one that was meant.
  if (!isUtf8(input)) return { ok: false, problem: `the ${what} on standard input is not UTF-8; write it in UTF-8` }
  const secret = input.toString('utf8').replace(/\r?\n$/, '')
  return secret === ''
    ? { ok: false, problem: `there is no ${what} on standard input; pipe it in, as in: … < ${what}-file` }
    : { ok: true, secret }
}

async function askForSecret(context: CliContext, what: string): Promise<SecretReading> {
  const first = await ask(context, `New ${what}: `)
  const second = first === null ? null : await ask(context, 'Once more: ')
  if (first === null || second === null) return { ok: false, problem: `no ${what} was typed` }
  return first === second ? { ok: true, secret: first } : { ok: false, problem: 'the two are not the same; try again' }
}

/** null: Ctrl-C or Ctrl-D. */
function ask({ stdin, stderr }: CliContext, question: string): Promise<string | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, callback) => callback() })
  const prompt = createInterface({ input: stdin, output: nowhere, terminal: true })
  stderr.write(question)
  return new Promise((resolve) => {
    prompt.on('line', (line) => {
      resolve(line)
      prompt.close()
    })
    prompt.on('SIGINT', () => prompt.close())
    prompt.on('close', () => {
      stderr.write('\n')
      resolve(null)
    })
  })
}
