import type { Client } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'

/** Whether a client's name or identifier begins with what is sought. A tenant has few clients, so all are looked at. */
export function createClientSearch(search: string): (client: Pick<Client, 'name' | 'clientId'>) => boolean {
  const beginning = normaliseIdentifier(search)
  return ({ name, clientId }) => [name, clientId].some((text) => normaliseIdentifier(text).startsWith(beginning))
}
