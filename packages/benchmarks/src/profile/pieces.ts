import type { CallFrame, SampledStack } from './cpu-profile.ts'

/** Where a request's time goes, in words that say what could be removed. */
export const pieces = [
  'node: http and net',
  'Koa and router',
  'visits, headers, CORS, failures',
  'request log',
  'reading the body',
  'validation (ajv, openapi-koa)',
  'handlers, writing the answer',
  'core: protocol checks',
  'core: events',
  'core: ids, random',
  'hashing, sealing, comparing',
  'storage: reading, statements',
  'storage: reading, JavaScript',
  'storage: writing, statements',
  'storage: writing, JavaScript',
  'storage: BEGIN, COMMIT',
  'storage: checkpoint',
  'cookies, pages',
  'other',
  'garbage collection',
  'system, not JavaScript',
] as const

export type Piece = (typeof pieces)[number]

/** A frame that matches says what the whole stack is about; the first one from the leaf up wins. Null: ask its caller. */
type Rule = readonly [Piece, (frame: CallFrame) => boolean]

const inFile = (part: string) => (frame: CallFrame) => frame.url.includes(part)
const named =
  (part: string, ...names: readonly string[]) =>
  (frame: CallFrame) =>
    frame.url.includes(part) && names.includes(frame.functionName)

const rules: readonly Rule[] = [
  ['hashing, sealing, comparing', inFile('/core/src/sealing/')],
  ['hashing, sealing, comparing', named('/issued-values/issued-value.ts', 'hashValue', 'hashesEqual')],
  ['hashing, sealing, comparing', inFile('node:internal/crypto')],
  ['core: ids, random', inFile('/core/src/issued-values/')],
  ['core: events', inFile('/core/src/events/')],
  ['core: protocol checks', inFile('/packages/core/')],
  ['storage: BEGIN, COMMIT', (frame) => frame.functionName === 'execute' && frame.url.includes('/connection.ts')],
  ['storage: checkpoint', inFile('/storage/src/sqlite/checkpoint.ts')],
  ['request log', inFile('/pino')],
  ['request log', inFile('/sonic-boom/')],
  ['request log', inFile('/auth-server/src/log.ts')],
  ['request log', inFile('/http/request-line.ts')],
  ['Koa and router', inFile('/runtime/routing/operation-router.ts')],
  ['Koa and router', inFile('/runtime/routing/path-table.ts')],
  ['validation (ajv, openapi-koa)', inFile('/ajv/')],
  ['reading the body', inFile('/runtime/bodies/read-body.ts')],
  ['reading the body', inFile('/runtime/parameters/urlencoded.ts')],
  ['handlers, writing the answer', inFile('/runtime/responses/write-response.ts')],
  ['handlers, writing the answer', inFile('/http/send-whole.ts')],
  ['validation (ajv, openapi-koa)', inFile('/openapi-koa/')],
  ['cookies, pages', inFile('/http/cookies.ts')],
  ['cookies, pages', inFile('/cookies/')],
  ['cookies, pages', inFile('/auth-server/src/pages/')],
  ['visits, headers, CORS, failures', inFile('/auth-server/src/http/')],
  ['handlers, writing the answer', inFile('/auth-server/')],
  ['Koa and router', inFile('/node_modules/')],
  ['node: http and net', inFile('node:_http')],
  ['node: http and net', inFile('node:net')],
  ['node: http and net', inFile('node:internal/stream_base_commons')],
  ['node: http and net', inFile('node:internal/http')],
]

export function pieceOf({ frames }: SampledStack): Piece | null {
  const [leaf] = frames
  if (leaf === undefined) return 'system, not JavaScript'
  if (leaf.functionName === '(idle)') return null
  if (leaf.functionName === '(garbage collector)') return 'garbage collection'
  if (leaf.functionName === '(program)') return 'system, not JavaScript'
  for (const [index, frame] of frames.entries()) {
    if (frame.url.includes('/packages/storage/')) return storagePiece(frames, index)
    const rule = rules.find(([, matches]) => matches(frame))
    if (rule !== undefined) return rule[0]
  }
  return 'other'
}

/** Statements are what is built into Node, called from the one file that knows SQLite. */
function storagePiece(frames: readonly CallFrame[], index: number): Piece {
  const frame = frames[index]
  if (frame === undefined) return 'other'
  const callers = frames.slice(index)
  if (callers.some(inFile('/checkpoint.ts'))) return 'storage: checkpoint'
  if (named('/connection.ts', 'execute')(frame)) return 'storage: BEGIN, COMMIT'
  const side = callers.some(named('/group-commit.ts', 'runTogether', 'runApart')) ? 'writing' : 'reading'
  const isStatement = index > 0 && frame.url.includes('/connection.ts')
  return isStatement ? `storage: ${side}, statements` : `storage: ${side}, JavaScript`
}
