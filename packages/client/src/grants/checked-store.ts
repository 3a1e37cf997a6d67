import { isHubClientError } from '../errors/hub-client-error.ts'
import { StoreError } from '../errors/store-error.ts'
import type { GrantStore } from './grant-store.ts'

/** The same store, whose failures are `StoreError`s. */
export function checkedStore(store: GrantStore): Required<GrantStore> {
  return {
    load: (grantId) => checked('load', () => store.load(grantId)),
    save: (tokens) => checked('save', () => store.save(tokens)),
    end: (end) => checked('end', () => store.end(end)),
    lock: (grantId, work) => checked('lock', () => (store.lock ? store.lock(grantId, work) : work())),
  }
}

async function checked<Result>(operation: StoreError['operation'], work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    // What failed inside a lock keeps its own name.
    if (isHubClientError(cause)) throw cause
    throw new StoreError(operation, `The store could not ${operation} a grant.`, cause)
  }
}
