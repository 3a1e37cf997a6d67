import type { ContractDocument } from './read-document.ts'
import type { ResponseVerdict } from './check-response.ts'

/** Documented answers, each as `operationId status`. */
export interface Coverage {
  readonly observed: readonly string[]
  readonly unobserved: readonly string[]
}

/** Keeps which documented answers were seen. */
export function createCoverage(document: ContractDocument): {
  observe(verdict: ResponseVerdict): void
  report(): Coverage
} {
  const seen = new Set<string>()
  const documented = document.operations.flatMap(({ operationId, statuses }) =>
    statuses.map((status) => `${operationId} ${status}`),
  )
  return {
    observe(verdict) {
      if (verdict.kind === 'checked') seen.add(`${verdict.operationId} ${verdict.status}`)
    },
    report: () => ({
      observed: documented.filter((answer) => seen.has(answer)),
      unobserved: documented.filter((answer) => !seen.has(answer)),
    }),
  }
}
