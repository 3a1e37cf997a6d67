import { describe } from 'vitest'
import { createKit } from '../kit.ts'
import type { ContractTarget } from '../target.ts'
import { formPosting } from './form-posting.ts'
import { oauth4webapi } from './oauth4webapi.ts'
import { openidClient } from './openid-client.ts'

/** Defines tests in which clients that other people wrote use the server, with no special case. */
export function defineThirdPartyClients(target: ContractTarget): void {
  const kit = createKit(target)
  describe('Clients that others wrote', { timeout: 60_000 }, () => {
    oauth4webapi(kit)
    openidClient(kit)
    formPosting(kit)
  })
}
