import type { CallFrame, SampledStack } from '../profile/cpu-profile.ts'

/** What a server does with a request, for both ways of writing it. */
export const STEPS = [
  'HTTP and sockets (Node)',
  'Koa',
  'routing',
  'reading parameters',
  'reading the body',
  'validation',
  'composing the request',
  'handler',
  'writing the answer',
  'garbage collection',
  'system, not JavaScript',
  'other',
] as const

export type Step = (typeof STEPS)[number]

type Rule = readonly [Step, (frame: CallFrame) => boolean]

const inFile = (part: string) => (frame: CallFrame) => frame.url.includes(part)
const compiled = (frame: CallFrame) => frame.url === '' && /^validate\d*$/.test(frame.functionName)

/** The first frame that matches, from the leaf up, says what the stack is about. */
const RULES: readonly Rule[] = [
  ['validation', compiled],
  ['validation', inFile('/zod/')],
  ['validation', inFile('/ajv')],
  ['validation', inFile('/runtime/schema-compiler.ts')],
  ['reading the body', inFile('/raw-body/')],
  ['reading the body', inFile('/read-body.ts')],
  ['reading the body', inFile('/check-body.ts')],
  ['reading the body', inFile('/bodies/')],
  ['routing', inFile('/@koa/router/')],
  ['routing', inFile('/path-to-regexp/')],
  ['routing', inFile('/operation-router.ts')],
  ['routing', inFile('/path-table.ts')],
  ['writing the answer', inFile('/write-response.ts')],
  ['composing the request', inFile('/build-router.ts')],
  ['composing the request', inFile('/check-request.ts')],
  ['reading parameters', inFile('/openapi-koa/')],
  ['reading parameters', inFile('node:querystring')],
  ['handler', inFile('/benchmarks/src/stub/')],
  ['Koa', inFile('/node_modules/')],
  ['HTTP and sockets (Node)', inFile('node:')],
]

export function stepOf({ frames }: SampledStack): Step | null {
  const [leaf] = frames
  if (leaf === undefined || leaf.functionName === '(program)') return 'system, not JavaScript'
  if (leaf.functionName === '(idle)') return null
  if (leaf.functionName === '(garbage collector)') return 'garbage collection'
  for (const frame of frames) {
    const rule = RULES.find(([, matches]) => matches(frame))
    if (rule !== undefined) return rule[0]
  }
  return 'other'
}
