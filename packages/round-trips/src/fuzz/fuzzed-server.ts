import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { generate } from '@identity-hub/openapi-koa/plugin'
import * as fc from 'fast-check'
import { arbitraryOfAnswer } from '../arbitrary-of-answer.ts'
import type { Call } from '../document/call.ts'
import { readCalls } from '../document/read-calls.ts'
import { DOCUMENTS } from '../documents.ts'
import type { Answer } from '../exchange.ts'
import { STUB_OPTIONS, type Stub } from '../generate.ts'
import { type ServedStub, serveStub } from '../serve-stub.ts'
import { FUZZED } from './fuzzed-documents.ts'

/** What the process says to whoever started it. */
export type Told =
  | { readonly ports: Readonly<Record<string, number>> }
  | { readonly rss: number; readonly errors: readonly string[] }

const servers = new Map<string, ServedStub>()
const folder = await mkdtemp(path.join(tmpdir(), 'fuzzed-server-'))
for (const name of FUZZED) {
  const document = await DOCUMENTS.find((one) => one.name === name)?.read()
  if (!document) throw new Error(`There is no document ${name}.`)
  const { text } = await generate(document.content, STUB_OPTIONS)
  const file = path.join(folder, `${name}.ts`)
  await writeFile(file, text)
  const stub = (await import(pathToFileURL(file).href)) as Stub // what the generator exports
  const calls = readCalls(document.content)
  const answers = new Map(calls.map((call) => [call, anAnswer(call)]))
  const answer = (call: Call): Answer => answers.get(call) ?? { status: 500, headers: {} }
  servers.set(name, await serveStub(stub, calls, answer, {}))
}
await rm(folder, { recursive: true })

process.on('message', () => {
  const errors = [...servers.values()].flatMap((server) => server.takeErrors().filter(isOurs).map(String))
  globalThis.gc?.()
  tell({ rss: process.memoryUsage.rss(), errors })
})
process.on('disconnect', () => process.exit())
tell({ ports: Object.fromEntries([...servers].map(([name, { port }]) => [name, port])) })

function tell(told: Told): void {
  process.send?.(told)
}

/** Koa is told of broken connections, too: of what Node could not parse, and of those that went away. */
function isOurs(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return !/^(?:HPE_|ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)/.test(code)
}

/** Always the same one: it is the requests that are looked at. */
function anAnswer({ responses }: Call): Answer {
  const [first] = responses
  if (!first) throw new Error('An operation has responses.')
  const [answer] = fc.sample(arbitraryOfAnswer(first, responses, 0), { seed: 1, numRuns: 1 })
  return answer ?? { status: 500, headers: {} }
}
