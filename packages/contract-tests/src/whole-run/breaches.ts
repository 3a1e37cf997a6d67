import { NotApplicable } from '../run/not-applicable.ts'
import { recordExchange } from '../run/recording.ts'
import { describeExchange, type Exchange } from '../http/exchange.ts'

/** What breaks a rule in an exchange, in words; null: nothing. */
export type Rule = (exchange: Exchange) => string | null

export type Selection = (exchange: Exchange) => boolean

/**
 * What broke a rule among the selected exchanges, in words: each kind once, with how often and where. The first exchange
 * of each kind is what the case shows.
 */
export function breachesOf(
  exchanges: readonly Exchange[],
  rule: Rule,
  selection: Selection = everything,
): readonly string[] {
  const found = new Map<string, { times: number; first: Exchange }>()
  const selected = exchanges.filter(selection)
  if (selected.length === 0) throw new NotApplicable('this run made no exchanges that the rule is about')
  for (const exchange of selected) {
    const breach = rule(exchange)
    if (breach === null) continue
    const { times, first } = found.get(breach) ?? { times: 0, first: exchange }
    found.set(breach, { times: times + 1, first })
  }
  return [...found].map(([breach, { times, first }]) => {
    recordExchange(first)
    return `${breach}, ${times} of ${selected.length}, first ${describeExchange(first)}`
  })
}

export const everything: Selection = () => true

export const isPage: Selection = ({ headers }) =>
  /^text\/html\b/i.test(headers.get('content-type') ?? '') && !headers.has('location')

export const isRedirect: Selection = ({ headers }) => headers.has('location')

export const isPageOrRedirect: Selection = (exchange) => isPage(exchange) || isRedirect(exchange)

/** A header has to have a value. */
export function headerIs(name: string, expected: string): Rule {
  return ({ headers }) => {
    const value = headers.get(name)
    return value === expected ? null : `${name}: ${value ?? 'missing'}`
  }
}
