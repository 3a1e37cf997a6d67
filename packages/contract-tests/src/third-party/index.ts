import { describe } from 'vitest'
import { createKit } from '../kit.ts'
import type { ContractConfiguration } from '../config/configuration.ts'
import { resolveTarget } from '../config/resolve-target.ts'
import { readDocument } from '../document/read-document.ts'
import { documentedPlaces } from '../server/places.ts'
import { formPosting } from './form-posting.ts'
import { oauth4webapi } from './oauth4webapi.ts'
import { openidClient } from './openid-client.ts'
import { simpleOauth2 } from './simple-oauth2.ts'

/** Defines tests in which clients that other people wrote use the server, with no special case. */
export function defineThirdPartyClients(configuration: ContractConfiguration): void {
  const document = readDocument(configuration.documentUrl)
  const kit = createKit(resolveTarget(configuration), document, documentedPlaces(document, configuration.issuer))
  describe('Clients that others wrote', { timeout: 60_000 }, () => {
    oauth4webapi(kit)
    openidClient(kit)
    formPosting(kit)
    simpleOauth2(kit)
  })
}
