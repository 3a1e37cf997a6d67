import { inject } from 'vitest'
import type { Hub } from './hub.ts'
import type { Administrator } from './management.ts'
import type { RegisteredClient } from './registration.ts'

/** What runs while the tests run: one hub, and one consumer that is its client. */
export interface House {
  /** Where databases and logs are; removed at the end. */
  readonly folder: string
  readonly hub: Hub
  /** The slug of the tenant to sign in at. */
  readonly tenant: string
  readonly issuer: string
  /** Of that tenant. */
  readonly administrator: Administrator
  readonly consumerOrigin: string
  readonly consumerClient: RegisteredClient
}

declare module 'vitest' {
  export interface ProvidedContext {
    house: House
  }
}

export function house(): House {
  return inject('house')
}
