import type { ContractConfiguration } from '../config/configuration.ts'
import { describeDocument } from '../document/read-document.ts'
import { kit as thisKit } from '../kit-version.ts'
import { send } from '../http/send.ts'
import type { RunReport } from '../report/run-report.ts'
import { findAbsent, ServerAway } from '../server/presence.ts'
import { compareWithBaseline, type Baseline } from './baseline.ts'
import { openContract, type OpenContract } from './open-contract.ts'
import { runCases, type RunEvents } from './run-cases.ts'
import type { Selection } from './select-cases.ts'

export interface RunContractOptions extends Selection, RunEvents {
  readonly baseline?: Baseline
  /** The server was found and the tests are known; the first one is about to start. */
  onOpen?(contract: OpenContract): void
}

/**
 * Runs the whole contract against a server.
 * @throws ServerAway when it does not answer, or not any longer
 */
export async function runContract(
  configuration: ContractConfiguration,
  options: RunContractOptions = {},
): Promise<RunReport> {
  const startedAt = Date.now()
  const begun = performance.now()
  const contract = await openContract(configuration, options)
  options.onOpen?.(contract)
  const { kit, seed } = contract
  const results = await runCases(contract.cases, {
    ...options,
    ...contract,
    leftOut: (one) => contract.leftOut(one),
    // Whatever else is asked of a server that is gone says nothing about it.
    onBroken: async ([first]) => {
      const away = await findAbsent(send, configuration)
      if (away === null) return
      throw new ServerAway(
        `${away} stopped answering, and did not come back. That was during ${first?.id}; the server's log may say why.`,
      )
    },
  })
  return {
    version: 1,
    kit: thisKit,
    issuer: configuration.issuer,
    document: describeDocument(kit.document),
    startedAt,
    durationMilliseconds: performance.now() - begun,
    seed,
    results,
    coverage: kit.transcript.coverage(),
    baseline: options.baseline === undefined ? null : compareWithBaseline(results, options.baseline),
  }
}
