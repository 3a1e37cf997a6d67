import type { CallFrame, CpuProfile } from './cpu-profile.ts'
import { sampledStacks } from './cpu-profile.ts'
import { pieceOf, pieces } from './pieces.ts'

const MOST_FUNCTIONS = 40

/**
 * Where the CPU time of an operation went: by piece, then by function without what it calls.
 * @param micros CPU time per operation, measured without the profiler, which slows everything down
 */
export function describeProfile(profile: CpuProfile, micros: number): string {
  const byPiece = new Map<string, number>()
  const byFunction = new Map<string, number>()
  let busy = 0
  for (const stack of sampledStacks(profile)) {
    const piece = pieceOf(stack)
    if (piece === null) continue
    busy += stack.micros
    add(byPiece, piece, stack.micros)
    add(byFunction, nameOf(stack.frames[0]), stack.micros)
  }
  const line = (name: string, time: number): string =>
    `${((time / busy) * micros).toFixed(1).padStart(8)} µs ${((time / busy) * 100).toFixed(1).padStart(5)} %  ${name}`
  const functions = [...byFunction].toSorted(([, a], [, b]) => b - a).slice(0, MOST_FUNCTIONS)
  return [
    `${micros.toFixed(0)} µs of CPU per operation`,
    ...pieces.map((piece) => line(piece, byPiece.get(piece) ?? 0)),
    '',
    'by function',
    ...functions.map(([name, time]) => line(name, time)),
    '',
  ].join('\n')
}

function add(sums: Map<string, number>, name: string, value: number): void {
  sums.set(name, (sums.get(name) ?? 0) + value)
}

function nameOf(frame: CallFrame | undefined): string {
  if (frame === undefined) return '(none)'
  const file = frame.url.replace(/^.*\/(?:node_modules|packages|apps)\//, '')
  return `${frame.functionName || '(anonymous)'} ${file === '' ? '' : `${file}:${frame.lineNumber + 1}`}`.trimEnd()
}
