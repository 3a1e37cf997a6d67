import type { Result } from '../../src/administration/administration.ts'

export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.problem)
  return result.value
}
