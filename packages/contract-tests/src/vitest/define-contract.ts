import { describe, test } from 'vitest'
import type { ContractConfiguration } from '../config/configuration.ts'
import type { Coverage } from '../document/coverage.ts'
import type { TestResult } from '../report/run-report.ts'
import type { Case } from '../run/cases.ts'
import { openContract, type OpenContract } from '../run/open-contract.ts'
import { runCase } from '../run/run-case.ts'
import type { Selection } from '../run/select-cases.ts'

/** What a run has seen; complete when its tests are over. */
export interface ContractRun {
  /** One for each test that ran. */
  results(): readonly TestResult[]
  /** Which documented answers came. */
  coverage(): Coverage
  /** Every code, token, secret, password, verifier and cookie that passed: what no log and no database may hold. */
  secrets(): ReadonlySet<string>
}

/**
 * Defines the contract's tests for a server, in vitest: one for each, in groups. A requirement that is broken fails, one
 * that is only recommended prints a warning, and what does not apply is skipped, with the reason.
 * @throws ServerAway when the server does not answer
 */
export async function defineContract(
  configuration: ContractConfiguration,
  selection: Selection = {},
): Promise<ContractRun> {
  const contract = await openContract(configuration, selection)
  const results: TestResult[] = []
  const byGroup = Map.groupBy(contract.cases, ({ group }) => group)
  describe(`The contract of ${configuration.name ?? configuration.issuer}, seed ${contract.seed}`, () => {
    for (const [group, cases] of byGroup) {
      const define = cases[0]?.concurrent === true ? describe.concurrent : describe
      define(group, () => {
        for (const one of cases) defineCase(one, contract, (result) => results.push(result))
      })
    }
  })
  const { transcript } = contract.kit
  return { results: () => results, coverage: () => transcript.coverage(), secrets: () => transcript.secrets() }
}

function defineCase(one: Case, contract: OpenContract, onResult: (result: TestResult) => void): void {
  const name = `${one.requirements.map(({ id }) => id).join(', ')}: ${one.sentence}`
  // The case has a timeout of its own, whose verdict should come first.
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- the case asserts, and has a sentence
  test(name, { timeout: one.timeoutMilliseconds + 5000 }, async (context) => {
    const reason = contract.leftOut(one)
    if (reason !== null) return context.skip(reason)
    const result = await runCase(one, contract)
    onResult(result)
    switch (result.verdict) {
      case 'pass':
      case 'skipped':
        return
      case 'not-applicable':
        return context.skip(result.message ?? undefined)
      case 'warn':
        process.stderr.write(`Warning, ${result.id}: ${result.message}\n`)
        return
      case 'fail':
        throw new ContractBroken(result)
    }
  })
}

/** A requirement that the server does not keep. */
class ContractBroken extends Error {
  override readonly name = 'ContractBroken'

  constructor({ message, exchanges }: TestResult) {
    const last = exchanges.at(-1)
    const seen = last === undefined ? '' : `\nLast seen: ${last.method} ${last.url} → ${last.status}`
    super(`${message}${seen}`)
    // Where the kit threw says nothing about the server.
    this.stack = `${this.name}: ${this.message}`
  }
}
