import type { Detour } from '../http/app.ts'
import type { Rules } from '../rules/rules.ts'

/** One way in which a server can be wrong. */
export interface Fault extends Detour {
  /** What it is switched on by. */
  readonly name: string
  /** What the server does then, as a sentence. */
  readonly title: string
  /** The requirements that it breaks; none: it is for clients, and the contract is not tried with it. */
  readonly breaks: readonly string[]
  /** The rules that it replaces; `correct` are those it stands in for. */
  readonly rules?: (correct: BoundRules) => Partial<Rules>
}

/** The rules as functions that stand on their own. */
export type BoundRules = {
  readonly [Name in keyof Rules]: Rules[Name] extends (...parameters: infer Parameters) => infer Result
    ? (...parameters: Parameters) => Result
    : Rules[Name]
}

/** The rules under some faults, each over those before it. */
export function applyFaults(correct: Rules, faults: readonly Fault[]): Rules {
  return faults.reduce<Rules>((rules, fault) => ({ ...rules, ...fault.rules?.(bound(rules)) }), correct)
}

function bound(rules: Rules): BoundRules {
  const entries = Object.entries(rules).map(([name, rule]): [string, unknown] => [
    name,
    typeof rule === 'function' ? rule.bind(rules) : rule,
  ])
  // The same names with the same types.
  return Object.fromEntries(entries) as BoundRules
}
