import { expect } from 'vitest'
import { describeExchange, type Exchange } from '../http/exchange.ts'

/** What breaks a rule in an exchange, in words; null: nothing. */
export type Rule = (exchange: Exchange) => string | null

export type Selection = (exchange: Exchange) => boolean

/** What broke a rule among the selected exchanges: each kind once, with how often and where. */
export function breachesOf(
  exchanges: readonly Exchange[],
  rule: Rule,
  selection: Selection = everything,
): Readonly<Record<string, { readonly times: number; readonly example: string }>> {
  const found = new Map<string, { times: number; example: string }>()
  const selected = exchanges.filter(selection)
  expect(selected.length, 'exchanges that the rule is about').toBeGreaterThan(0)
  for (const exchange of selected) {
    const breach = rule(exchange)
    if (breach === null) continue
    const { times, example } = found.get(breach) ?? { times: 0, example: describeExchange(exchange) }
    found.set(breach, { times: times + 1, example })
  }
  return Object.fromEntries(found)
}

export const everything: Selection = () => true

export const isPage: Selection = ({ headers }) => /^text\/html\b/i.test(headers.get('content-type') ?? '')

export const isRedirect: Selection = ({ headers }) => headers.has('location')

export const isPageOrRedirect: Selection = (exchange) => isPage(exchange) || isRedirect(exchange)

/** A header has to have a value. */
export function headerIs(name: string, expected: string): Rule {
  return ({ headers }) => {
    const value = headers.get(name)
    return value === expected ? null : `${name}: ${value ?? 'missing'}`
  }
}
