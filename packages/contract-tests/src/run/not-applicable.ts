/** Thrown by a test that this server, as it is configured, cannot be asked; the message says why. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable'
}

/**
 * Stands in for something that the configuration lacks: whoever uses it gets `NotApplicable`. A group may hold it in a
 * constant while it defines its tests; only the tests that touch it do not apply.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- who asks knows what it stands for
export function absent<T extends object>(reason: string): T {
  const refuse = (): never => {
    throw new NotApplicable(reason)
  }
  const handler: ProxyHandler<() => void> = { get: refuse, has: refuse, ownKeys: refuse, apply: refuse }
  // What it stands for is never there: every use throws.
  return new Proxy(() => undefined, handler) as unknown as T
}
