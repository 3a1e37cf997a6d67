import { setTimeout as wait } from 'node:timers/promises'
import type { Adapter, AdapterFactory } from 'oidc-provider'

const millisecondsAway = 1

/**
 * The same adapters as a database has them: each call arrives a moment later and its answer another moment later, and
 * what comes back is a copy. Nothing in the documented interface lets two calls be one, so `find` says that a code is
 * unused, and `consume` says afterwards that it is used.
 */
export function asynchronous(adapters: AdapterFactory): AdapterFactory {
  return (model): Adapter => {
    const near = adapters(model)
    return {
      upsert: (id, payload, expiresIn) => away(() => near.upsert(id, structuredClone(payload), expiresIn)),
      find: (id) => away(() => near.find(id)),
      findByUid: (uid) => away(() => near.findByUid(uid)),
      findByUserCode: (userCode) => away(() => near.findByUserCode(userCode)),
      consume: (id) => away(() => near.consume(id)),
      destroy: (id) => away(() => near.destroy(id)),
      revokeByGrantId: (grantId) => away(() => near.revokeByGrantId(grantId)),
    }
  }
}

async function away<T>(call: () => Promise<T>): Promise<T> {
  await wait(millisecondsAway)
  const answer = structuredClone(await call())
  await wait(millisecondsAway)
  return answer
}
