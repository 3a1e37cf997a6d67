import { randomInt } from 'node:crypto'
import type { ContractConfiguration } from '../config/configuration.ts'
import { resolveTarget } from '../config/resolve-target.ts'
import { contractCases } from '../contract.ts'
import { readDocument } from '../document/read-document.ts'
import { send } from '../http/send.ts'
import { createKit, type Kit } from '../kit.ts'
import { discoverPlaces } from '../server/discover.ts'
import type { Case } from './cases.ts'
import { createMask, type Mask } from './mask.ts'
import { isSelected, type Selection } from './select-cases.ts'

/** The contract of one server, ready to run. */
export interface OpenContract {
  readonly kit: Kit
  readonly cases: readonly Case[]
  readonly mask: Mask
  readonly seed: number
  /** Why a case does not run; null: it does. */
  leftOut(one: Case): string | null
}

/**
 * Finds the server and collects the tests for it.
 * @throws ServerAway when it does not answer
 */
export async function openContract(
  configuration: ContractConfiguration,
  selection: Selection = {},
): Promise<OpenContract> {
  const { policy = false, seed = randomInt(2 ** 32) } = configuration
  const document = readDocument(configuration.documentUrl)
  const places = await discoverPlaces(configuration, document, send)
  const kit = createKit(resolveTarget(configuration), document, places)
  for (const secret of secretsOf(configuration)) kit.transcript.keepSecret(secret)
  return {
    kit,
    cases: contractCases(kit),
    mask: createMask(kit.transcript.knownSecrets),
    seed,
    leftOut: (one) => {
      if (!isSelected(one, selection)) return 'Left out by --only or --skip'
      return policy || !one.policy ? null : 'Only this project asks for it; `policy: true` or --policy runs it'
    },
  }
}

function secretsOf({ clients, otherTenant, user, spareUsers = [] }: ContractConfiguration): readonly string[] {
  const registered = [...Object.values(clients), otherTenant?.sameClient, otherTenant?.namesake]
  const users = [user, otherTenant?.user, ...spareUsers]
  return [...registered.map((client) => client?.clientSecret), ...users.map((one) => one?.password)].filter(
    (secret) => secret !== undefined,
  )
}
