import type { Checked, Refused } from '@identity-hub/core'
import { invalid, invalidFields, type FieldProblem, type Refusal } from './administration.ts'

/**
 * Everything that is wrong with what was sent, at once; null: nothing.
 * @param checks by JSON Pointer (RFC 6901); null: it was left out
 */
export function refuseMembers(checks: Readonly<Record<string, Checked<unknown> | null>>): Refusal | null {
  const fields: FieldProblem[] = []
  for (const [pointer, checked] of Object.entries(checks))
    if (checked?.ok === false) fields.push({ pointer, detail: checked.problem })
  return fields.length === 0 ? null : invalidFields(fields)
}

/** The same of a check that looked at several members itself; its first problem stands for all of them. */
export function refusedMembers({ problem, members = [] }: Refused): Refusal {
  const fields = members.map(({ pointer, problem: detail }) => ({ pointer, detail }))
  return fields.length === 0 ? invalid(problem) : { ...invalidFields(fields), problem }
}
