import { busy, type Result } from './administration.ts'

const ATTEMPTS = 5

/**
 * Whoever takes whatever is there gets their change through when somebody else changed the record in the same moment: it
 * is read and checked anew, a few times. Whoever named a revision is told.
 */
export async function onLatest<Value>(
  expectedRevision: number | null,
  change: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await change()
    if (result.ok || result.reason !== 'conflict' || expectedRevision !== null) return result
    if (attempt === ATTEMPTS) return busy('too many change this in the same moment; try again')
  }
}
