import type { Checked } from '@identity-hub/core'
import { dearestCost, readPhc } from './phc.ts'

/** A hash that another server made, if the hub can verify passwords against it. The problem never repeats it. */
export function checkPasswordHash(phc: string): Checked<string> {
  if (readPhc(phc) !== null) return { ok: true, value: phc }
  const { memoryKibibytes, passes, lanes } = dearestCost
  const most = `m=${memoryKibibytes}, t=${passes} and p=${lanes}`
  const problem = `the hash is not one that the hub can verify; bring a PHC string of argon2id with v=19 and at most ${most}`
  return { ok: false, problem }
}
