import { isOwn } from '../requirements/requirements.ts'
import { readTestName, type TestName } from './test-name.ts'

/** One test of the contract. */
export interface Case extends TestName {
  /** Of the describe block around it: `PKCE, RFC 7636`. */
  readonly group: string
  /** Runs side by side with its neighbours of the same group. */
  readonly concurrent: boolean
  /** Whether only this project asks for it; its requirements say so where the test does not. */
  readonly policy: boolean
  /** Whether to break it is a warning, also where the requirement is a MUST. */
  readonly recommended: boolean
  readonly timeoutMilliseconds: number
  readonly body: () => unknown
}

export interface CaseOptions {
  /** The document or this project asks for it, no RFC does. */
  readonly policy?: boolean
  /** The RFCs only recommend it; a draft, or this project, makes it a MUST. */
  readonly recommended?: boolean
  /** Milliseconds. */
  readonly timeout?: number
}

interface Group {
  readonly name: string
  readonly concurrent: boolean
  readonly options: CaseOptions
}

const defaultTimeoutMilliseconds = 60_000

let collecting: Case[] | null = null
let around: Group | null = null

/** Everything that `define` says with `describe` and `test`, in that order. Two tests with one id are a mistake. */
export function collectCases(define: () => void): readonly Case[] {
  if (collecting !== null) throw new Error('Cases are being collected already')
  const cases: Case[] = (collecting = [])
  try {
    define()
  } finally {
    collecting = null
  }
  const seen = new Map<string, Case>()
  for (const one of cases) {
    const other = seen.get(one.id)
    if (other !== undefined) throw new Error(`Two tests are called ${one.id}: "${other.sentence}", "${one.sentence}"`)
    seen.set(one.id, one)
  }
  return cases
}

type Describe = (name: string, ...rest: [options: CaseOptions, body: () => void] | [body: () => void]) => void

function describeAs(concurrent: boolean): Describe {
  return (name, ...rest) => {
    const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest
    if (around !== null) throw new Error(`${name} stands inside of ${around.name}; groups do not nest`)
    around = { name, concurrent, options }
    try {
      body()
    } finally {
      around = null
    }
  }
}

/** A group of tests; `describe.concurrent`: they run side by side. */
export const describe: Describe & { readonly concurrent: Describe } = Object.assign(describeAs(false), {
  concurrent: describeAs(true),
})

/** A test: `PKCE-07, RT-03: a wrong verifier is invalid_grant`. */
export function test(name: string, ...rest: [options: CaseOptions, body: () => unknown] | [body: () => unknown]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest
  const named = readTestName(name)
  if (collecting === null || around === null) throw new Error(`"${name}" stands outside of a group`)
  collecting.push({
    ...named,
    group: around.name,
    concurrent: around.concurrent,
    policy: options.policy ?? around.options.policy ?? named.requirements.every(isOwn),
    recommended: options.recommended ?? false,
    timeoutMilliseconds: options.timeout ?? around.options.timeout ?? defaultTimeoutMilliseconds,
    body,
  })
}
