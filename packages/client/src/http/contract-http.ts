import createClient, { type Client } from 'openapi-fetch'
import type { paths } from '@identity-hub/api-types'
import { serializeForm } from './form.ts'
import { hubFetch } from './hub-fetch.ts'

/** The contract's operations over HTTP. Each call says with `at` where its endpoint is. */
export type ContractHttp = Client<paths>

export function contractHttp(options: Parameters<typeof hubFetch>[0]): ContractHttp {
  return createClient<paths>({
    fetch: hubFetch(options),
    bodySerializer: serializeForm,
    headers: { Accept: 'application/json' },
  })
}

/** For an endpoint whose address is known otherwise than from the contract's path template. */
export function at(address: string): { readonly pathSerializer: () => string } {
  return { pathSerializer: () => address }
}
